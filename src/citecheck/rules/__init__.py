"""Room: Assessment to Findings. One module and one page per rule."""
