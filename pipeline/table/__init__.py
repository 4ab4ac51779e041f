"""What the rows and columns of a table are, whatever kind of source it comes from."""

from pipeline.table.labels import Labels, cell_labels

__all__ = ["Labels", "cell_labels"]
