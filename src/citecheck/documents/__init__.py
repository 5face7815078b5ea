"""Room: bytes to Document, and Edits back to bytes. Who reads a format rewrites it."""
