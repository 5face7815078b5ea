"""citecheck verifies the sources of a document: as cited, as archived, as they are today."""

__version__ = "0.1.0"
