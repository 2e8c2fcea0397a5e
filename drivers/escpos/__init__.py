"""The language of receipt printers: one table of commands, a tokenizer over it, status bytes."""
