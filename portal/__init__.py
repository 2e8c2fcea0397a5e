"""Web pages of the merchant and the cardholder: see what is unsigned, and sign it on a phone."""
