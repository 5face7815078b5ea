"""Room: citations.toml, environment and command line to Options."""
