"""The firmware of the payment terminal: flows that ask the world for effects and touch nothing."""
