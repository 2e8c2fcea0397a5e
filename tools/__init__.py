"""Scripts for the people who build this repository; the product imports none of them."""
