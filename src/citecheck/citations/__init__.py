"""Room: Note to Citation."""
