"""The last quantity of every record's example is what the record says."""

import pytest

from pipeline import explain
from pipeline.lexicon.decisions import SUBSTANCES, Decision, decisions
from pipeline.meaning import give_meaning
from pipeline.model import Aggregation, Case, Claim, Span, Subject

LISTS = {
    "aggregation": decisions("aggregations.toml", "aggregation"),
    "subject": decisions("subjects.toml", "subject"),
    "indicator": decisions("indicators.toml", "indicator"),
    "substance": decisions("substances.toml", "substance"),
}
RECORDS = [(field, record) for field, records in LISTS.items() for record in records]


def last_claim(text: str, organisation: str) -> Claim:
    read = explain(text)
    case = Case(0, organisation, None, Span(0, len(text)))
    blocks = give_meaning(read.sections, read.blocks, (case,), read.document)
    return [claim for section in blocks for block in section for claim in block.claims][-1]


@pytest.mark.parametrize(("field", "record"), RECORDS, ids=[f"{field}: {record.example}" for field, record in RECORDS])
def test_an_example_is_what_its_record_says(field: str, record: Decision) -> None:
    lender = "lender" in record.names.get("organisations", ())
    claim = last_claim(record.example, "某某银行广东省分行" if lender else "某某公司")
    assert getattr(claim, field) == record.value


def test_the_lists_speak_of_closed_sets_and_dotted_names() -> None:
    assert {record.value for record in LISTS["aggregation"]} <= set(Aggregation)
    assert {record.value for record in LISTS["subject"]} <= set(Subject)
    assert {record.value for record in LISTS["substance"]} <= set(SUBSTANCES)
    ids = {record.value for record in LISTS["indicator"]}
    assert all(name == name.lower() and name.replace(".", "").replace("_", "").isalnum() for name in ids)


def test_what_is_asked_for_nothing_decides_last() -> None:
    *_, last = LISTS["aggregation"]
    assert (last.value, last.names, last.conditions) == ("level", {}, ())
