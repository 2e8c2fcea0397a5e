"""A slip as values, and the forms it takes: text, picture, PDF."""
