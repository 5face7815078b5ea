"""Room: Report to text."""
