"""What `duilian bank` does, one file for each word after it."""
