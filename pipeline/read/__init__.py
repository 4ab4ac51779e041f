"""Bytes to a document: text in reading order, with the pages, tables and furniture the source marks."""
