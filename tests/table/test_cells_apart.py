"""Whatever a reader of tables hands on, no two cells share a character, and a fit is a share."""

from pipeline.model import Span
from pipeline.table.axes import make_table
from pipeline.table.fields import Field


def test_a_field_that_stands_in_two_rows_is_one_cell() -> None:
    named, value = Field(Span(0, 3), "用电量", 0), Field(Span(4, 6), "35", 1)
    table = make_table([[named, value], [named, Field(Span(7, 9), "36", 1)]], None, headers=0)
    assert [cell.span for cell in table.cells] == [Span(0, 3), Span(4, 6), Span(7, 9)]


def test_a_fit_below_nothing_is_none() -> None:
    assert make_table([[Field(Span(0, 2), "35", 0)]], None, headers=0, fit=-0.3).fit == 0
