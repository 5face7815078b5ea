"""Web archives: which there are, and how each is asked (RFC 7089, Wayback's id_ form)."""
