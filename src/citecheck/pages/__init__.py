"""Room: the bytes of an answer to a Page. Pure; run in child processes by flow."""
