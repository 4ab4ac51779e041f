"""Tables, whatever kind of source they come from: where they are, what their rows and columns are for."""

from pipeline.table.axes import make_table
from pipeline.table.fields import Field, is_quarter, is_year, unit_of, year_and_unit
from pipeline.table.find import find_tables
from pipeline.table.headers import is_of_table
from pipeline.table.labels import Labels, TableLabels, cell_labels, is_unmeasured, measure_of_parts
from pipeline.table.running import unrun
from pipeline.table.shape import bare_of_key, names_unit, without_notes
from pipeline.table.short_times import republican
from pipeline.table.units import give_units

__all__ = [
    "Field",
    "Labels",
    "TableLabels",
    "bare_of_key",
    "cell_labels",
    "find_tables",
    "give_units",
    "is_of_table",
    "is_quarter",
    "is_unmeasured",
    "is_year",
    "make_table",
    "measure_of_parts",
    "names_unit",
    "republican",
    "unit_of",
    "unrun",
    "without_notes",
    "year_and_unit",
]
