"""How good listening is: the gold set's lines and talks, heard and held against the marks that people gave them."""
