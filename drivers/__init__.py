"""Everything that does I/O: printers, card slots, host links, the journal file, clock, secure element."""
