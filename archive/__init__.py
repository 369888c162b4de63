"""The archive: documents are taken in, kept, described and given back."""
