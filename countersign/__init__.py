"""Countersign, the product: it wires terminal, cards, printer and bank together."""
