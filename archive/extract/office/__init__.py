"""Office documents: the parts of Open Packaging and OpenDocument files, and the text in them."""
