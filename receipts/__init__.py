"""A slip as values, and the forms it takes: ESC/POS bytes, text, picture, PDF."""
