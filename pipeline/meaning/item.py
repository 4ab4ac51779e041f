"""The project, site, scheme or sector that a number is of, where a section tells several apart."""

from functools import lru_cache

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import stop_words
from pipeline.lexicon.items import item_words, word_set
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import segment
from pipeline.lexicon.typography import LONGEST_SENTENCE
from pipeline.meaning.view import View
from pipeline.meaning.wording import as_written
from pipeline.model import BlockKind, Case, Section, Topic

_LEFT = regex.compile(r"[^，。；：、！？:;!?%\s()（）「」『』“”\"【】《》〈〉—–-]{1,30}$")
_LONGEST_LEFT = 31  # characters that it may take, a line end included
_TITLES = regex.compile(r"《[^》]*》")
_CLOSING = frozenset('」』”"')
_SHORTEST, _LABEL, _LONGEST = 3, 14, 28


class ItemScope:
    """Which item the blocks of a section are under, as they are read in order."""

    def __init__(self, section: Section, case: Case | None) -> None:
        self._blocks = section.blocks
        names = [case.title or "", case.organisation or ""] if case else []
        self._known = tuple("".join(fold(name).split()) for name in names if name)
        self._heading: str | None = None
        self._last: str | None = None
        self._example: str | None = None
        self._above = fold(section.heading or "")

    def enter(self, number: int) -> str:
        """Go on to a block.

        Returns:
            What heads it, folded: its lead-in, or else the nearest heading.
        """
        block = self._blocks[number]
        lead = fold(self._blocks[block.lead_in].text[-200:]) if block.lead_in is not None else ""
        above = lead or self._above
        if block.kind is BlockKind.HEADING:
            text = fold(block.text)
            self._above = text
            name = self._of_heading(text)
            self._heading = self._last = as_written(name, block.text) if name else None
        elif block.kind is not BlockKind.CELL:
            self._example = None
            if block.kind is BlockKind.PARAGRAPH:
                self._last = self._heading
        return above

    def item(self, seen: View, row_label: str | None) -> str | None:
        """The innermost item that the number is of; None where it is of the case as a whole."""
        if row_label is not None:
            name = row_label.rpartition(" / ")[2]
            label = "".join(fold(name).split())
            return None if phrasing("item.total").search(label) or phrasing("item.measure").search(label) else name
        found = self._sector(seen) or self._in_sentence(seen)
        if found:
            self._last = _written(found, seen)
            return self._last
        if self._example:
            return self._example
        if phrasing("item.referred").search(seen.sentence):
            return self._last
        headed = self._headed(seen)
        if headed is None and self._heading is not None:
            return self._heading
        found = headed or self._topic(seen)
        return _written(found, seen) if found else None

    def _of_heading(self, text: str) -> str | None:
        if phrasing("item.chapter").match(text):
            return None
        name = phrasing("item.list_mark").sub("", text).strip()
        short = name.rstrip("：: ")
        if phrasing("item.heading_of_many").search(short):
            return None
        if name != short and _SHORTEST <= len(short) <= _LABEL:
            return self._named(short)
        ending = item_words("ending").search(short, max(0, len(short) - 6))
        return self._named(short) if ending and ending.end() == len(short) <= _LONGEST else None

    def _headed(self, seen: View) -> str | None:
        """The name at the head of a list item, or the first half of a paragraph's two-part slogan."""
        match = phrasing("item.head").match(seen.block) or phrasing("item.slogan").match(seen.block)
        if match is None or match.end() > seen.span.start or phrasing("item.heading_of_many").search(match["name"]):
            return None
        name = match["name"].rstrip()
        if phrasing("item.speaker").search(name) or phrasing("phrase.property").search(name):
            return None
        return self._named(name.strip())

    def _topic(self, seen: View) -> str | None:
        """The site or project that a paragraph speaks of from its first words on."""
        match = item_words("ending").search(seen.block, 0, min(seen.span.start, _LONGEST))
        name = self._named(_whole(seen.block[: match.end()])) if match else None
        if match is None or name is None or _counts(seen.block[: match.end() - len(name)], seen.block[match.end() :]):
            return None
        return name

    def _in_sentence(self, seen: View) -> str | None:
        examples = list(phrasing("item.for_example").finditer(seen.earlier)) if "为例" in seen.earlier else []
        if examples:
            self._example = _written(examples[-1]["name"], seen)
        quoted = self._quoted(seen)
        if quoted:
            return quoted
        sentence = _TITLES.sub(lambda title: "。" * len(title[0]), seen.sentence)
        for match in reversed(list(item_words("ending").finditer(sentence))):
            if sentence[match.end() : match.end() + 1] in _CLOSING:
                continue  # what is quoted is told by `_quoted`
            name = self._named(_whole(sentence[: match.end()]))
            if name and self._tells(seen, name, match.end()):
                return name
        return None

    def _sector(self, seen: View) -> str | None:
        """The part of a lender's business that its number is of."""
        if not phrasing("item.lending").search(
            seen.block, max(0, seen.span.start - 300), seen.span.start + 100
        ) or seen.claim.topic in (Topic.GHG, Topic.FUEL):
            return None
        listed = phrasing("item.sector_listed").search(seen.sentence) if "其中" in seen.sentence else None
        match = listed or next(iter(phrasing("item.sector").finditer(seen.sentence)), None)
        if match is None or phrasing("item.compared").match(match["name"]):
            return None
        return match["name"] if not phrasing("item.measure").search(match["name"]) else None

    def _quoted(self, seen: View) -> str | None:
        for match in reversed(list(phrasing("item.quoted").finditer(seen.sentence))):
            behind = seen.sentence[match.end() : match.end() + 6]
            held = phrasing("item.held").search(seen.sentence[max(0, match.start() - 14) : match.start()])
            if item_words("quoted").match(behind.strip()) or (
                held and not behind.startswith(("的理念", "理念", "荣誉", "称号"))
            ):
                return self._named(match["name"])
        return None

    def _tells(self, seen: View, name: str, end: int) -> bool:
        """Whether a name in the sentence is what the number is of, and not what it counts."""
        gap = seen.sentence[end:]
        if phrasing("item.enumerated").match(gap) or phrasing("item.but_for").search(gap):
            return False
        before = seen.sentence[: end - len(name)].rstrip()
        counted = (seen.claim.unit.classifier and not gap.strip(" 约近超过共")) or _counts(before, gap)
        obj = phrasing("item.object_before").search(before)
        return not counted and not obj and "；" not in gap and "。" not in gap

    def _named(self, name: str | None) -> str | None:
        """The name, where it names one thing and not the case itself."""
        plain = "".join((name or "").split()).strip('“”"：:·')
        stem = plain if plain.endswith("中心") else item_words("ending").sub("", plain)
        if any(stem in known for known in self._known if len(stem) >= _SHORTEST):
            return None
        broken = plain.count("“") != plain.count("”")
        if not plain or broken or phrasing("item.vague").match(stem) or phrasing("item.pointed").match(plain):
            return None
        if any(plain in known or known in plain for known in self._known):
            return None
        return plain if len(plain) <= _LONGEST else None


def _counts(before: str, behind: str) -> bool:
    """Whether what stands around a name counts it, so that it names a kind of thing: 810 个省重点项目, 煤矿达 40 座."""
    return phrasing("item.several").search(before) is not None or phrasing("item.counted").match(behind) is not None


def _written(name: str, seen: View) -> str:
    """A name in the characters of the source: it stands before the number, or at the head of the block."""
    start = max(0, seen.span.start - LONGEST_SENTENCE)
    return as_written(name, seen.written[start : seen.span.end], seen.written[: 2 * _LONGEST])


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    ends = stop_words("predicate") | stop_words("function") | word_set("governs")
    return ends - word_set("part") - stop_words("prefix")


def _whole(text: str) -> str:
    """The whole name that ends a text: back to a mark, or to a word that governs it."""
    match = _LEFT.search(text, max(0, len(text) - _LONGEST_LEFT))
    phrase = match[0] if match else ""
    start = 0
    stops = _stops()
    spans = segment(phrase)
    for left, right in spans[:-1]:
        word = phrase[left:right]
        if word in stops or word.isdigit():
            start = right
    if spans and start == 0 and phrase[: spans[0][1]] in word_set("part") | word_set("joining"):
        start = spans[0][1]
    return phrase[start:]
