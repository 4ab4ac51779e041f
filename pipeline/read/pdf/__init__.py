"""PDF to a document: text in reading order, with boxes, tables, furniture and what could not be read."""
