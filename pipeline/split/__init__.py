"""A document to cases, sections, blocks and sentences."""
