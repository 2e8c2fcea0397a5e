"""The bank behind the terminal: it authorises, keeps the ledger, holds and releases payouts."""
