"""The terminal in the terminal: device, paper, cards and a look inside, drawn with Textual."""
