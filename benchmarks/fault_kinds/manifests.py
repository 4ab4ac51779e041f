"""The manifest is changed by an editor, a merge, a disk, or a liar who seals it anew. None of it becomes permanent."""

import json
import random
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from benchmarks.fault_kinds import Row
from benchmarks.small_books import CHANGED, FAILING, GOOD, called, command, copied, files, quietly, write
from pipeline.dataset.manifest import seal
from pipeline.engine import plan

COUNT = 100
SLICE = 9

Whole = dict[str, Any]
Mutation = Callable[[str, str, random.Random], str]


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Change `count` manifests, by each way in turn, of two datasets in turn."""
    raws = [write(scratch / name / "raw", books) for name, books in (("good", GOOD), ("failing", FAILING))]
    fresh = [raw.parent / "fresh" for raw in raws]
    codes = [command("run", raw, "--out", dataset)[0] for raw, dataset in zip(raws, fresh, strict=True)]
    theirs = scratch / "theirs"
    called(_run_by_others, write(scratch / "other" / "raw", CHANGED), theirs)
    found = healed = 0
    wrong = []
    for trial in range(count):
        chance, mutate = random.Random(trial), MUTATIONS[trial % len(MUTATIONS)]  # noqa: S311 - the same each time
        which = trial // len(MUTATIONS) % 2
        dataset = copied(fresh[which], scratch / "extracted")
        text = (dataset / "manifest.json").read_text(encoding="utf-8")
        changed = text
        while changed == text:
            changed = mutate(text, (theirs / "manifest.json").read_text(encoding="utf-8"), chance)
        (dataset / "manifest.json").write_bytes(changed.encode(errors="surrogatepass"))
        if mutate is _union:  # git takes what only one side has changed, tables too
            _take(theirs, dataset, chance)
        validated, _ = command("validate", dataset)
        ended, _ = command("run", raws[which], "--out", dataset)
        is_healed = files(dataset) == files(fresh[which])
        if not is_healed:
            ended, _ = command("run", raws[which], "--out", dataset, "--force")
        is_mended = files(dataset) == files(fresh[which])
        found += validated == 3  # noqa: PLR2004 - what `validate` ends with
        healed += is_healed
        if ended != codes[which] or validated not in {0, 3} or not is_mended:
            wrong.append(f"{mutate.__name__.strip('_')} of trial {trial} ends with {validated}, {ended}")
        elif validated == 0 and not is_healed:
            wrong.append(f"{mutate.__name__.strip('_')} of trial {trial} is permanent")
    told = (
        f"{len(wrong)} ({wrong[0]})"
        if wrong
        else f"nothing; {found} named by `validate`, {healed} healed by the next run"
    )
    yield Row("a manifest changed by an editor, a merge, a disk or a liar", count, told, not wrong)


def _run_by_others(raw: Path, out: Path) -> None:
    plan.rules_digest = lambda: "e" * 64
    quietly(["run", str(raw), "--out", str(out)])


def _take(theirs: Path, dataset: Path, chance: random.Random) -> None:
    for path, content in files(theirs).items():
        if path != "manifest.json" and chance.random() < 1 / 2:
            (dataset / path).parent.mkdir(parents=True, exist_ok=True)
            (dataset / path).write_bytes(content)


def _edited(edit: Callable[[Whole, Whole, random.Random], object]) -> Mutation:
    def mutate(ours: str, theirs: str, chance: random.Random) -> str:
        whole = json.loads(ours)
        edit(whole, json.loads(theirs), chance)
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

    mutate.__name__ = edit.__name__
    return mutate


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object or list with each of its keys or positions."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _places(value[key])


def _other(value: Any, chance: random.Random) -> Any:
    """Another value of the same type."""
    match value:
        case bool():
            return not value
        case int():
            return chance.choice([value + 1, 0, -1, value * 1000 + 7])
        case str():
            letter = chance.choice("0123456789abcdef")
            place = chance.randrange(len(value) + 1)
            return chance.choice(
                [value[:place] + letter + value[place + 1 :], value[:-1], "", "ok", "partial", "failed"]
            )
        case list():
            return chance.choice([[], [*value, "x"], value[1:]])
        case dict():
            return chance.choice([{}, value | {"x": 1}, dict(list(value.items())[1:]), dict(reversed(value.items()))])
        case _:
            return chance.choice(["0" * 64, 3, "x"])


def _value(whole: Whole, _: Whole, chance: random.Random) -> None:
    inside, key = chance.choice(list(_places(whole)))
    inside[key] = _other(inside[key], chance)


def _type(whole: Whole, _: Whole, chance: random.Random) -> None:
    inside, key = chance.choice(list(_places(whole)))
    wrong = [None, True, 2, -1, 2.5, float("nan"), 10**30, "x", "\ud800", "\0", "../../x", [], [[]], {}, {"rows": {}}]
    inside[key] = chance.choice([each for each in wrong if type(each) is not type(inside[key])])


def _lost(whole: Whole, _: Whole, chance: random.Random) -> None:
    inside, key = chance.choice(list(_places(whole)))
    del inside[key]


def _added(whole: Whole, _: Whole, chance: random.Random) -> None:
    inside = chance.choice([inside for inside, _ in _places(whole) if isinstance(inside, dict)])
    inside["note"] = chance.choice(["mine", 1, None, {}])


def _entry(whole: Whole, _: Whole, chance: random.Random) -> None:
    """A field of an entry, whichever it is."""
    entry = chance.choice(whole["sources"])
    field = chance.choice(list(entry))
    entry[field] = _other(entry[field], chance)


def _tables(whole: Whole, _: Whole, chance: random.Random) -> None:
    entry = chance.choice(whole["sources"])
    tables = list(entry["files"])
    kept = chance.choice([[], tables[1:], tables[:-1], chance.sample(tables, len(tables) // 2)])
    entry["files"] = {table: entry["files"][table] for table in kept}


def _entry_lost(whole: Whole, _: Whole, chance: random.Random) -> None:
    whole["sources"].pop(chance.randrange(len(whole["sources"])))


def _entry_twice(whole: Whole, theirs: Whole, chance: random.Random) -> None:
    more = chance.choice([*whole["sources"], *theirs["sources"]])
    whole["sources"].insert(chance.randrange(len(whole["sources"]) + 1), json.loads(json.dumps(more)))


def _entry_of_theirs(whole: Whole, theirs: Whole, chance: random.Random) -> None:
    whole["sources"][chance.randrange(len(whole["sources"]))] = chance.choice(theirs["sources"])


def _order(whole: Whole, _: Whole, chance: random.Random) -> None:
    chance.shuffle(whole["sources"])


def _head_of_theirs(whole: Whole, theirs: Whole, chance: random.Random) -> None:
    field = chance.choice(["rules", "descriptors", "about", "tables", "seal", "sources"])
    whole[field] = theirs[field]


def _version(whole: Whole, _: Whole, chance: random.Random) -> None:
    whole["contract_version"] = chance.choice([0, 99, -1, True, 1.0, "1", None])


def _lie(whole: Whole, _: Whole, chance: random.Random) -> None:
    """Something else is said of a source, and all seals are made anew."""
    entry = chance.choice(whole["sources"])
    fields = [place for place in _places(entry) if place[1] != "seal"]
    inside, key = chance.choice(fields)
    inside[key] = _other(inside[key], chance)
    _reseal(whole)


def _lie_about_rows(whole: Whole, _: Whole, chance: random.Random) -> None:
    """A count or a hash of what is stored of a source is another, and all seals are made anew."""
    file = chance.choice(list(chance.choice(whole["sources"])["files"].values()))
    file.update(chance.choice([{"rows": file["rows"] + 1}, {"rows": 0}, {"content": "0" * 64}, {"sha256": "0" * 64}]))
    _reseal(whole)


def _reseal(whole: Whole) -> None:
    under = [whole[field] for field in ("contract_version", "package_version", "rules")]
    for entry in whole["sources"]:
        said = {field: value for field, value in entry.items() if field != "seal"}
        entry["seal"] = seal(*under, said)
    seals = [entry["seal"] for entry in whole["sources"]]
    whole["seal"] = seal(*under, whole["descriptors"], whole["about"], whole["codes"], seals)


def _conflict(ours: str, theirs: str, chance: random.Random) -> str:
    """The marks that git leaves."""
    mine, other = ours.splitlines(), theirs.splitlines()
    start = chance.randrange(len(mine))
    end = chance.randrange(start, len(mine))
    marked = ["<<<<<<< ours", *mine[start:end], "=======", *other[start:end], ">>>>>>> theirs"]
    return "\n".join([*mine[:start], *marked, *mine[end:]]) + "\n"


def _union(ours: str, theirs: str, chance: random.Random) -> str:
    """The hunks of two sides, each from one of them or from both."""
    mine, other = ours.splitlines(), theirs.splitlines()
    merged: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        choices = (
            [mine[start:end]]
            if kind == "equal"
            else [mine[start:end], other[first:last], mine[start:end] + other[first:last]]
        )
        merged += chance.choice(choices)
    return "\n".join(merged) + "\n"


def _text(ours: str, _: str, chance: random.Random) -> str:
    """The file as a text: cut, doubled, with other line ends, spaces or marks."""
    lines = ours.splitlines(keepends=True)
    place = chance.randrange(len(lines))
    return chance.choice(
        [
            "",
            "{}",
            "null",
            "[" * 100_000,
            "\ufeff" + ours,
            "\udcff" + ours,
            ours.rstrip("\n"),
            ours.replace("\n", "\r\n"),
            ours.replace("  ", "\t"),
            ours[: chance.randrange(len(ours))],
            "".join([*lines[:place], lines[place], *lines[place:]]),
            "".join([*lines[:place], *lines[place + 1 :]]),
            json.dumps(json.loads(ours)),
        ]
    )


MUTATIONS: tuple[Mutation, ...] = (
    *map(_edited, (_entry, _value, _type, _lost, _added, _tables, _entry_lost, _entry_twice, _entry_of_theirs, _order)),
    *map(_edited, (_head_of_theirs, _version, _lie, _lie_about_rows)),
    _conflict,
    _union,
    _text,
)
