"""Everything that does I/O: printers, card slots, links, the journal, clock, secure element."""
