"""How targets become evidence: on this machine, or by many workers."""
