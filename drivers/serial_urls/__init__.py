"""After `import drivers.serial_urls`, pyserial opens a virtual printer as vprinter://PROFILE."""

from __future__ import annotations

import serial

if __name__ not in serial.protocol_handler_packages:
    serial.protocol_handler_packages.append(__name__)
