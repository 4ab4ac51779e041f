"""A document to cases, sections, blocks and sentences."""

from pipeline.split.document import heading_problem, split

__all__ = ["heading_problem", "split"]
