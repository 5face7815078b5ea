"""Room: the only one that talks to the web, and the only importer of httpx."""
