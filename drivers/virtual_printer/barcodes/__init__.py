"""Bar codes as a receipt printer draws them: which bars, how wide, and the text beside them."""
