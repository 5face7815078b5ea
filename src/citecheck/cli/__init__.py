"""Storey 4: one file per command; the only place where errors become messages and exit codes."""
