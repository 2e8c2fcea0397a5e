"""A receipt printer made of software: ESC/POS bytes in, paper and status bytes out."""
