"""How long 100,000 claims against 100,000 take, and whether what was done to them is what is found.

Run `python -m benchmarks.review`. Where `datacompy` is installed, it compares the same two tables for comparison.
"""

import hashlib
import random
import resource
import time
from collections.abc import Iterator
from importlib.util import find_spec

import pyarrow as pa

from pipeline.review.change import Kind
from pipeline.review.diff import compare
from pipeline.review.snapshot import Snapshot

SOURCES, CLAIMS, SECTIONS = 100, 1000, 20
CHANGED, ADDED, REMOVED, MOVED = 500, 400, 300, 100
MADE = {Kind.CHANGED: CHANGED, Kind.ADDED: ADDED, Kind.REMOVED: REMOVED, Kind.MOVED: MOVED}

ALIKE = {
    "section_kind": "results",
    "value_text": "1",
    "unit_text": "千瓦时",
    "quantity_kind": "Energy",
    "substance": "CO2",
    "per_time": "a",
    "norm_low": 1.0,
    "norm_high": 1.0,
    "norm_unit": "kW.h",
    "high": 1.0,
    "direction": "decrease",
    "status": "actual",
    "topic": "electricity",
    "metric": "用电",
    "indicator": "electricity.saved",
    "period": "2020",
    "baseline": "2019",
    "machine_reading": "",
    "in_table": False,
    "confidence": 0.9,
    "flags": [],
}  # fields of the contract that are the same in every claim

Sentence = tuple[int, int, str, dict[str, object]]  # source, section, words before the number, the claim's fields


def sentences(chance: random.Random) -> Iterator[Sentence]:
    """100,000 sentences with one claim each."""
    for source in range(SOURCES):
        for number in range(CLAIMS):
            value = chance.randint(1, 99_999)
            fields = {
                "quote": f"{value} 千瓦时",
                "low": float(value),
                "unit": "kW.h",
                "rule": "quantity",
                "bound": "exact",
            }
            yield source, number * SECTIONS // CLAIMS, f"{source} 厂 {number} 号设备每年节约用电约 ", fields


def edited(old: list[Sentence], chance: random.Random) -> list[Sentence]:
    """The sentences after the edits that the comparison has to find."""
    picked = chance.sample(range(len(old)), CHANGED + REMOVED + MOVED + ADDED)
    changed, removed = set(picked[:CHANGED]), set(picked[CHANGED : CHANGED + REMOVED])
    moved, grown = set(picked[CHANGED + REMOVED : -ADDED]), set(picked[-ADDED:])
    new: list[Sentence] = []
    for index, sentence in enumerate(old):
        source, section, words, fields = sentence
        if index in changed:
            new.append((source, section, *change(index, words, fields)))
        elif index in moved:
            new.append((source, (section + 7) % SECTIONS, words, fields))
        elif index not in removed:
            new.append(sentence)
        if index in grown:
            new.append((source, section, f"新增的 {index} 号设备每年节约用电约 ", fields))
    return sorted(new, key=lambda sentence: sentence[:2])


def change(index: int, words: str, fields: dict[str, object]) -> tuple[str, dict[str, object]]:
    """One of four changes: a new value read, a unit, a wider span of the same text, another number in the source."""
    changes: tuple[tuple[str, dict[str, object]], ...] = (
        (words, {"low": -1.0, "rule": "quantity.range"}),
        (words, {"unit": "MW.h"}),
        (words.removesuffix("约 "), {"quote": f"约 {fields['quote']}", "bound": "approx", "rule": "quantity.hedged"}),
        (words, {"quote": f"{index} 万千瓦时", "low": index * 1e4}),
    )
    edited_words, edited_fields = changes[index % len(changes)]
    return edited_words, fields | edited_fields


def dataset(name: str, found: list[Sentence]) -> Snapshot:
    """The tables that a comparison reads, from sentences in reading order."""
    parts: list[list[str]] = [[] for _ in range(SOURCES)]
    lengths = [0] * SOURCES
    rows = []
    sections: dict[str, dict[str, object]] = {}
    for source, section, words, fields in found:
        quote = str(fields["quote"])
        sentence = f"{words}{quote}。"
        start = lengths[source]
        begin = start + len(words)
        case = f"2020/{source}.txt/{section // 5 + 1:02d}"
        content = "|".join((case, str(section), sentence, quote))
        rows.append(
            {"edition": 2020, "source": f"{source}.txt", "case_id": case, "case_no": section // 5 + 1}
            | {"section_id": f"{case}/{section:02d}", "page": None, "line": 1, "boxes": []}
            | {"claim_id": hashlib.sha256(content.encode()).hexdigest()[:16], "sentence": sentence}
            | {"char_start": begin, "char_end": begin + len(quote), "sentence_start": start}
            | {"sentence_end": start + len(sentence)}
            | ALIKE
            | fields
        )
        parts[source].append(sentence + "\n")
        lengths[source] += len(sentence) + 1
        row = {"edition": 2020, "source": f"{source}.txt", "case_id": case, "section_id": f"{case}/{section:02d}"}
        row |= {"heading": "成果", "kind": "results", "char_start": start, "text": ""}
        sections.setdefault(f"{case}/{section:02d}", row)["char_end"] = lengths[source]
    texts = ["".join(lines) for lines in parts]
    documents = {
        "edition": [2020] * SOURCES,
        "source": [f"{source}.txt" for source in range(SOURCES)],
        "sha256": [hashlib.sha256(text.encode()).hexdigest() for text in texts],
        "text": texts,
    }
    tables = {"claims": rows, "sections": list(sections.values())}
    return Snapshot(
        name,
        {},
        {**{name: pa.Table.from_pylist(rows) for name, rows in tables.items()}, "documents": pa.table(documents)},
    )


def pair() -> tuple[Snapshot, Snapshot]:
    """The two datasets, the rows of the second in no order."""
    chance = random.Random(20)  # noqa: S311 - a benchmark must be the same each time
    before = list(sentences(chance))
    old, new = dataset("old", before), dataset("new", edited(before, chance))
    order = list(range(new.tables["claims"].num_rows))
    chance.shuffle(order)
    return old, Snapshot("new", {}, {**new.tables, "claims": new.tables["claims"].take(pa.array(order))})


def main() -> None:
    """Print the figures."""
    old, new = pair()
    begin = time.perf_counter()
    counts = compare(old, new).counts
    seconds = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"casebook: {seconds:.2f} s, {', '.join(f'{counts[kind]} {kind}' for kind in MADE)}")
    print(f"as made: {counts == MADE}; peak memory {memory:.0f} MiB")
    if find_spec("datacompy"):
        by_datacompy(old.tables["claims"], new.tables["claims"])
    else:
        print("datacompy is not installed, so it is not compared")


def by_datacompy(old: pa.Table, new: pa.Table) -> None:
    """The same two tables, joined by claim id, as a table differ sees them."""
    import datacompy  # noqa: PLC0415 - optional

    columns = ["claim_id", "quote", "low", "unit", "bound", "rule", "metric", "case_id", "sentence"]
    frames = [table.select(columns).to_pandas() for table in (old, new)]
    begin = time.perf_counter()
    found = datacompy.PandasCompare(*frames, join_columns="claim_id")
    unequal = len(found.intersect_rows) - found.count_matching_rows()
    seconds = time.perf_counter() - begin
    print(
        f"datacompy {datacompy.__version__}: {seconds:.2f} s, {unequal} changed, {len(found.df2_unq_rows)} added,",
        end="",
    )
    print(f" {len(found.df1_unq_rows)} removed, moved ones among both; no cause, no text")


if __name__ == "__main__":
    main()
