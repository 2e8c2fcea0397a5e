"""Web pages of the merchant, the cardholder and the support desk (they open with a later issue)."""
