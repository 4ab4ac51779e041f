"""A comparison as text for a terminal, as bounded Markdown for a pull request, and as complete JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.text import Text

from pipeline.review.cause import grouped
from pipeline.review.change import Change, Comparison, Excerpt, Group, Kind, Weight
from pipeline.review.wording import (
    count_in_words,
    group_in_words,
    heads_in_words,
    place_in_words,
    plain,
    row_in_words,
    shown,
    subject_in_words,
    visible,
)

LONGEST_COMMENT = 60_000  # characters; a comment on a pull request takes 65,536
FORMAT_VERSION = 1

_STYLES = {Weight.HIGH: "bold red", Weight.MEDIUM: "bold yellow", Weight.LOW: "bold cyan"}
_MARKS = {"-": ("[-", "-]", "bold red"), "+": ("{+", "+}", "bold green")}


def summary(comparison: Comparison) -> str:
    """Both names and all counts in one line."""
    counts = ", ".join(f"{count:,} {kind}" for kind, count in comparison.counts.items())
    rest = f"; {len(comparison.others):,} differences in other tables" if comparison.others else ""
    return f"{comparison.old_name} → {comparison.new_name}: claims {counts}, {comparison.unchanged:,} the same{rest}"


def to_text(comparison: Comparison) -> Text:
    """Text for a terminal: every change under its cause, with the sentence and both quotes marked.

    The marks `[-old-]` and `{+new+}` are there without colours as well.
    """
    text = Text(visible(summary(comparison)), style="bold")
    for note in comparison.notes:
        text.append(f"\n{visible(note)}", style="not bold")
    for group in grouped(comparison):
        text.append(f"\n\n{group.weight:<7}", style=_STYLES[group.weight])
        text.append(group_in_words(group))
        for change in group.changes:
            text.append(Text("\n").append_text(_change_text(change)))
    return text


def _change_text(change: Change) -> Text:
    text = Text(f"  {place_in_words(change)}  ", style="not bold dim")
    text.append(row_in_words(change), style="not dim")
    if change.tier is not None and change.confidence < 1:
        text.append(f"  matched by {change.tier}, {change.confidence:.2f}", style="dim")
    if change.old_excerpt != change.new_excerpt and change.old_excerpt is not None:
        text.append_text(_sentence("-", change.old_excerpt))
    if change.new_excerpt is not None:
        text.append_text(_sentence("+", change.new_excerpt))
    for field in change.fields:
        text.append(f"\n      {field.column}: ", style="not dim")
        text.append(shown(field.old), style="not dim red")
        text.append(" → ", style="not dim")
        text.append(shown(field.new), style="not dim green")
    return text


def _sentence(sign: str, context: Excerpt) -> Text:
    opening, closing, style = _MARKS[sign]
    text = Text(f"\n    {sign} {visible(context.before)}", style="not dim")
    text.append(f"{opening}{visible(context.quote)}{closing}", style=style)
    return text.append(visible(context.after))


def to_markdown(comparison: Comparison, longest: int = LONGEST_COMMENT) -> str:
    """Markdown for a comment: all counts always, and as many changes as fit.

    Args:
        comparison: What differs.
        longest: Largest number of characters of the result.
    """
    groups = grouped(comparison)
    counts = "".join(f" {count:,} |" for count in (*comparison.counts.values(), comparison.unchanged))
    head = [
        f"### Claims: {_code(comparison.old_name)} → {_code(comparison.new_name)}",
        "",
        "".join(f"| {kind} " for kind in (*Kind, "the same")) + "|",
        "| ---: " * (len(Kind) + 1) + "|",
        f"|{counts}",
        "",
        *(f"- {_code(note)}" for note in comparison.notes),
    ]
    if comparison.same:
        head.append("No claim and no other row differs.")
    head += ["", "| weight | cause | rows |", "| --- | --- | ---: |"] if groups else []
    room = longest - len("\n".join(head)) - 200
    table, room = _fitting((_group_row(group) for group in groups), room // 2, room)
    left_out = len(groups) - len(table)
    head += table + ([f"| | and {left_out:,} more causes | |"] if left_out else [])
    details, _ = _fitting((line for group in groups for line in _group_details(group)), room, room)
    listed = sum(line.startswith("- ") for line in details)
    missing = len(comparison.changes) + len(comparison.others) - listed
    note = ["", f"{missing:,} more are not shown here; `casebook diff` shows them all."] if missing else []
    return "\n".join([*head, "", *details, *note]) + "\n"


def _fitting(lines: Iterator[str], room: int, total: int) -> tuple[list[str], int]:
    """As many lines as fit into `room`, and what they leave of `total`."""
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        total -= len(line) + 1
        kept.append(line)
    return kept, total


def _group_row(group: Group) -> str:
    return f"| {group.weight} | {_code(subject_in_words(group), in_table=True)} | {count_in_words(group)} |"


def _group_details(group: Group) -> Iterator[str]:
    yield f"\n**{group.weight}** {_code(group_in_words(group))}"
    for change in group.changes:
        contexts = [_marked(context) for context in (change.old_excerpt, change.new_excerpt) if context is not None]
        fields = [f"{_code(f'{field.column}: {shown(field.old)} → {shown(field.new)}')}" for field in change.fields]
        reading = [_code(heads_in_words(change.row)), *fields] if fields else [_code(row_in_words(change))]
        parts = [_code(place_in_words(change)), *dict.fromkeys(contexts), *reading]
        yield f"- {' · '.join(filter(None, parts))}"


def _marked(context: Excerpt) -> str:
    parts = (_code(context.before), f"**{_code(context.quote)}**", _code(context.after))
    return " ".join(part for part in parts if part)


def _code(text: str, *, in_table: bool = False) -> str:
    """Untrusted text as a code span, in which nothing is a link, a mention, markup or HTML."""
    text = visible(text)
    if not text.strip():
        return ""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    body = text.replace("|", "\\|") if in_table else text
    return f"{fence}{' ' if longest else ''}{body}{' ' if longest else ''}{fence}"


def to_json(comparison: Comparison) -> str:
    """The whole comparison: counts, groups with the keys of their changes, and every change with both rows."""
    groups = grouped(comparison)
    content = {
        "format": FORMAT_VERSION,
        "old": comparison.old_name,
        "new": comparison.new_name,
        "counts": {str(kind): count for kind, count in comparison.counts.items()}
        | {"unchanged": comparison.unchanged, "other_tables": len(comparison.others)},
        "notes": comparison.notes,
        "groups": [_group_json(group) for group in groups],
        "changes": [plain(asdict(change)) for change in (*comparison.changes, *comparison.others)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _group_json(group: Group) -> dict[str, Any]:
    return {
        "cause": None if group.cause is None else asdict(group.cause),
        "words": group_in_words(group),
        "table": group.table,
        "kind": group.kind,
        "weight": group.weight,
        "changes": [change.key for change in group.changes],
    }
