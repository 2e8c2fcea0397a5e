"""The parts of the durable journal; `drivers.journal_store` puts them together."""
