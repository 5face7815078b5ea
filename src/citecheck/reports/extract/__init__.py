"""Citations to text: the formats of `citecheck extract`."""
