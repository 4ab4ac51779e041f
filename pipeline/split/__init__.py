"""A document to cases, sections, blocks and sentences."""

from pipeline.split.document import heading_note, split

__all__ = ["heading_note", "split"]
