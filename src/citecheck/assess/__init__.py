"""Room: Case to Assessment. Pure: it never asks, and the clock is an argument."""
