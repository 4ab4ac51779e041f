import random
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.review.change import CauseKind, Change, Kind, Tier, Weight
from pipeline.review.diff import compare
from pipeline.review.snapshot import Snapshot, empty
from tests.review.casebooks import Book, snapshot

BOOK = Book([[("成果", "节电 500 度。减排 20 吨。投资 3 万元。"), ("亮点", "植树 7 亩。")], [("成果", "设备 9 台。")]])


def only_change(old: Book, new: Book) -> Change:
    comparison = compare(snapshot(old), snapshot(new))
    assert len(comparison.changes) == 1, comparison.changes
    return comparison.changes[0]


def read(**claims: object) -> Book:
    return replace(BOOK, claims={"20 吨": claims})


def test_a_dataset_equals_itself() -> None:
    comparison = compare(snapshot(BOOK), snapshot(BOOK))
    assert comparison.same
    assert comparison.unchanged == 5


def test_a_first_extraction_is_all_new_and_grouped_by_rule() -> None:
    comparison = compare(empty("nothing"), snapshot(BOOK))
    assert comparison.counts == {Kind.ADDED: 5, Kind.REMOVED: 0, Kind.CHANGED: 0, Kind.MOVED: 0}
    assert {change.cause.after for change in comparison.changes if change.cause} == {"test.unit"}


def failed(name: str = "made") -> Snapshot:
    """A dataset whose only document could not be read: its own row is all that is stored."""
    documents = snapshot(BOOK).tables["documents"]
    row = documents.to_pylist()[0] | {"status": "failed", "message": "坏了", "text": ""}
    return Snapshot(name, {}, {"documents": pa.Table.from_pylist([row], schema=documents.schema)})


def test_a_dataset_of_failed_documents_has_nothing_to_review() -> None:
    assert compare(failed(), failed()).same
    assert compare(empty("nothing"), failed()).counts[Kind.ADDED] == 0
    assert compare(snapshot(BOOK), failed()).counts[Kind.REMOVED] == 5
    assert compare(failed(), snapshot(BOOK)).counts[Kind.ADDED] == 5


READINGS = [
    # what is read otherwise, the aspects named, the weight
    ({"low": 21.0, "high": 21.0, "norm_low": 21.0, "norm_high": 21.0}, ("value", "norm"), Weight.HIGH),
    ({"unit": "kg", "norm_low": 0.02, "norm_high": 0.02}, ("unit", "norm"), Weight.HIGH),
    ({"unit": "Mg"}, ("unit",), Weight.MEDIUM),
    ({"bound": "at_least"}, ("bound",), Weight.MEDIUM),
    ({"period": "2020"}, ("period",), Weight.MEDIUM),
    ({"metric": "减排量"}, ("metric",), Weight.LOW),
    ({"metric": "植树"}, ("metric",), Weight.MEDIUM),
    ({"topic": "ghg"}, ("topic",), Weight.MEDIUM),
    ({"confidence": 0.5}, ("confidence",), Weight.LOW),
    ({"flags": ["ocr"]}, ("flags",), Weight.LOW),
    ({"rule": "test.other"}, ("rule",), Weight.LOW),
]


@pytest.mark.parametrize(("reading", "aspects", "weight"), READINGS)
def test_another_reading_is_typed_and_weighed(
    reading: dict[str, object], aspects: tuple[str, ...], weight: Weight
) -> None:
    change = only_change(read(metric="减排"), read(**{"metric": "减排"} | reading))
    assert (change.kind, change.tier, change.aspects, change.weight) == (Kind.CHANGED, Tier.ID, aspects, weight)


def body(first: str, second: str = "植树 7 亩。") -> Book:
    return replace(BOOK, cases=[[("成果", first), ("亮点", second)], [("成果", "设备 9 台。")]])


TEXTS = [
    # the text before, the text now, what became of the one claim that differs, and on what ground
    (body("节电 500 度。减排 20 吨。"), body("节电 500 度。减排 20 吨。投资 3 万元。"), Kind.ADDED, None),
    (body("节电 500 度。减排 20 吨。"), body("节电 500 度。"), Kind.REMOVED, None),
    (body("节电 500 度。减排 20 吨。"), body("节电 500 度。", "减排 20 吨。植树 7 亩。"), Kind.MOVED, Tier.CONTEXT),
    (body("节电 500 度。减排 20 吨。"), body("节电 500 度。每年减排 20 吨。"), Kind.CHANGED, Tier.WORDS),
    (body("节电 500 度。减排 20 吨。"), body("节电 500 度。减排 26 吨。"), Kind.CHANGED, Tier.FUZZY),
]


@pytest.mark.parametrize(("old", "new", "kind", "tier"), TEXTS)
def test_another_text_is_matched_as_far_as_it_goes(old: Book, new: Book, kind: Kind, tier: Tier | None) -> None:
    change = only_change(old, new)
    assert (change.kind, change.tier) == (kind, tier)
    assert change.cause
    assert change.cause.kind is CauseKind.SOURCE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (body("节电 500 度。减排 20 吨。"), body("节电 500 度。\n减排\n20 吨。")),
        (body("节电 500 度。减排 20 吨。"), body("这一年很好。\n节电 500 度。减排 20 吨。")),
        (body("节电 500 度。减排 20 吨。"), body("减排 20 吨。节电 500 度。")),
    ],
    ids=["wrapped anew", "a sentence inserted", "sentences swapped"],
)
def test_what_only_shifts_in_its_section_is_no_change(old: Book, new: Book) -> None:
    assert not compare(snapshot(old), snapshot(new)).changes


def test_a_renamed_source_moves_its_claims() -> None:
    comparison = compare(snapshot(BOOK), snapshot(replace(BOOK, source="renamed.txt")))
    assert comparison.counts == {Kind.ADDED: 0, Kind.REMOVED: 0, Kind.CHANGED: 0, Kind.MOVED: 5}


CAUSES = [
    (read(rule="a"), read(rule="b", low=2.0), (CauseKind.RULE, "", "a", "b")),
    (
        read(),
        replace(BOOK, excluded={"20 吨": {"rule": "x", "reason": "name"}}),
        (CauseKind.RULE, "", "test.unit", "x"),
    ),
    (replace(BOOK, excluded={"20 吨": {"rule": "x"}}), read(), (CauseKind.RULE, "", "x", "test.unit")),
    (read(), replace(BOOK, excluded={"20 吨": {"reason": "reviewed"}}), (CauseKind.REVIEW, "", None, "rejected")),
    (read(), read(flags=["corrected"], unit="kg"), (CauseKind.REVIEW, "", None, "corrected")),
    (read(), read(unit="t{CO2}"), (CauseKind.LEXICON, "unit 吨", "t", "t{CO2}")),
    (read(), read(indicator="ghg.reduction"), (CauseKind.LEXICON, "indicator", None, "ghg.reduction")),
    (read(), read(bound="approx"), (CauseKind.INTERPRETATION, "bound", "exact", "approx")),
    (read(), replace(read(metric="甲"), version="2.0"), (CauseKind.VERSION, "", "1.0", "2.0")),
    (read(), read(metric="甲"), (CauseKind.INTERPRETATION, "metric", None, None)),
]


@pytest.mark.parametrize(("old", "new", "cause"), CAUSES)
def test_the_cause_is_named(old: Book, new: Book, cause: tuple[object, ...]) -> None:
    found = only_change(old, new).cause
    assert found
    assert (found.kind, found.subject, found.before, found.after) == cause


def test_the_quote_is_shown_in_its_sentence_on_both_sides() -> None:
    change = only_change(body("节电 500 度。减排 20\n吨碳。"), body("节电 500 度。减排 26 吨碳。"))
    assert change.old_excerpt
    assert change.new_excerpt
    assert (change.old_excerpt.before, change.old_excerpt.quote, change.old_excerpt.after) == ("减排 ", "20 吨", "碳。")
    assert (change.new_excerpt.before, change.new_excerpt.quote, change.new_excerpt.after) == ("减排 ", "26 吨", "碳。")


def test_other_tables_are_compared_too() -> None:
    finding = {"source": "book.txt", "finding_id": "f" * 16, "check": "sum", "severity": "error", "claim_ids": []}
    old = replace(BOOK, excluded={"20 吨": {"reason": "name"}}, findings=[finding | {"message": "甲"}])
    new = replace(
        BOOK, excluded={"20 吨": {"reason": "date"}}, findings=[finding | {"message": "乙"}], cases=BOOK.cases[:1]
    )
    others = compare(snapshot(old), snapshot(new)).others
    found = {(change.table, change.kind, change.aspects) for change in others}
    assert found == {
        ("documents", Kind.CHANGED, ("source",)),
        ("cases", Kind.REMOVED, ()),
        ("sections", Kind.REMOVED, ()),
        ("exclusions", Kind.CHANGED, ("reason",)),
        ("findings", Kind.CHANGED, ("message",)),
    }


def test_a_column_or_version_of_one_side_is_noted_and_not_taken_for_a_change() -> None:
    old, new = snapshot(BOOK), snapshot(replace(BOOK, version="2.0"), name="later")
    claims = new.tables["claims"].append_column("note", pa.array(["new"] * 5))
    comparison = compare(old, Snapshot(new.name, new.manifest, {**new.tables, "claims": claims}))
    assert comparison.same
    assert comparison.notes == ("pipeline 1.0 → 2.0", "column claims.note is only in later")


SENTENCES = st.lists(
    st.sampled_from(["节电 5 度。", "减排 20 吨。", "减排 2 吨。", "节电 5 度，占 8%。", "无。\n"]), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(SENTENCES, SENTENCES, st.randoms(use_true_random=False))
def test_each_claim_is_accounted_for_once_in_whatever_order(
    old: list[str], new: list[str], chance: random.Random
) -> None:
    before, after = (snapshot(Book([[("成果", "".join(body))]])) for body in (old, new))
    comparison = compare(before, after)
    counts = comparison.counts
    matched = comparison.unchanged + counts[Kind.CHANGED] + counts[Kind.MOVED]
    assert matched + counts[Kind.REMOVED] == before.tables["claims"].num_rows
    assert matched + counts[Kind.ADDED] == after.tables["claims"].num_rows
    assert compare(_shuffled(before, chance), _shuffled(after, chance)).changes == comparison.changes
    assert compare(before, before).same


def _shuffled(dataset: Snapshot, chance: random.Random) -> Snapshot:
    tables = {}
    for name, table in dataset.tables.items():
        order = list(range(table.num_rows))
        chance.shuffle(order)
        tables[name] = table.take(pa.array(order, pa.int64()))
    return Snapshot(dataset.name, dataset.manifest, tables)
