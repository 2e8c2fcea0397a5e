"""Simulated payment cards: what is written on them and what a reader gets to see."""
