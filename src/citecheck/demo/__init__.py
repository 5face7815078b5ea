"""A bundled article and the recorded web that it is checked against; data only.

The pages of the recording were written for it: they say nothing about the sites they are named after.
"""
