"""The questions the device can put, one file each: how keys, swipes and strokes answer them."""
