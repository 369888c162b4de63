"""Find again: from the text of a query to documents with their best passages."""
