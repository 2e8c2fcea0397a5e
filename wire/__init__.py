"""Bytes that cross a connector and back: ISO 8583, framing, MAC, PIN block, TLV, JBIG1."""
