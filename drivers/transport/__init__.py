"""Ways to reach a printer: serial port, network, device file, plain file; real or virtual."""
