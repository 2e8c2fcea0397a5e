"""The transactions of the terminal, one linear flow each."""
