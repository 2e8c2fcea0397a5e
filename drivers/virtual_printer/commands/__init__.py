"""The families of commands a virtual printer obeys, each a table of names and who obeys them."""
