"""The nouns of citecheck and their pure behaviour: no I/O, no clock, no logging."""
