"""Tables in pasted text, in all the ways that browsers leave them."""
