"""Where the characters of an old text stand in a new one, in time that grows with the text and not with its square."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

_LARGEST_GAP = (
    250_000  # characters of one side times the other; a larger rewritten passage is not compared by character
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Runs of characters that two texts share, in the order of both.

    Attributes:
        old: Offset in the old text at which each run starts.
        new: Offset in the new text at which each run starts.
        lengths: Length of each run.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    lengths: tuple[int, ...]

    @property
    def inverse(self) -> "Alignment":
        """The way back, from the new text to the old one."""
        return Alignment(self.new, self.old, self.lengths)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Maps a half-open span of the old text: a replaced end to all that replaced it, a deleted span to nothing.

        >>> align("节约2.9亿元。", "可节约31亿元。").span(2, 7)
        (3, 7)
        """
        before = bisect_right(self.old, start) - 1
        if before >= 0 and start < self.old[before] + self.lengths[before]:
            first = start - self.old[before] + self.new[before]
        else:
            first = self.new[before] + self.lengths[before] if before >= 0 else 0
        after = bisect_left(self.old, end)
        if after and end <= self.old[after - 1] + self.lengths[after - 1]:
            last = end - self.old[after - 1] + self.new[after - 1]
        elif after < len(self.new):
            last = self.new[after]
        else:
            last = self.new[-1] + self.lengths[-1] if self.new else 0
        return first, max(first, last)

    def keeps(self, start: int, end: int) -> bool:
        """Tells whether a span of the old text stands in the new one as it was."""
        before = bisect_right(self.old, start) - 1
        return before >= 0 and end <= self.old[before] + self.lengths[before]


def align(old: str, new: str) -> Alignment:
    r"""Aligns two texts: by the lines that occur once in both, then by character in the gaps between them.

    >>> align("甲\n乙 1\n丙", "甲\n新\n乙 1\n丙").span(2, 5)
    (4, 7)
    """
    if old == new:
        return Alignment((0,), (0,), (len(old),))
    runs: list[tuple[int, int, int]] = []
    for old_start, old_end, new_start, new_end in _regions(old, new):
        before, after = old[old_start:old_end], new[new_start:new_end]
        if before == after:
            runs.append((old_start, new_start, len(before)))
        elif len(before) * len(after) <= _LARGEST_GAP:
            blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
            runs += [(old_start + block.a, new_start + block.b, block.size) for block in blocks]
    solid = [run for run in runs if run[2]]
    return Alignment(tuple(run[0] for run in solid), tuple(run[1] for run in solid), tuple(run[2] for run in solid))


def _regions(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Cuts both texts at matching lines into regions that tile them: a matching line, or a gap between two."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_starts, new_starts = ([0, *accumulate(map(len, lines))] for lines in (old_lines, new_lines))
    pairs = _matching_lines(_keys(old_lines), _keys(new_lines))
    for (old_line, new_line), (old_next, new_next) in pairwise([(-1, -1), *pairs, (len(old_lines), len(new_lines))]):
        gap = old_starts[old_line + 1], old_starts[old_next], new_starts[new_line + 1], new_starts[new_next]
        if gap[0] < gap[1] and gap[2] < gap[3]:
            yield gap
        if old_next < len(old_lines):
            yield old_starts[old_next], old_starts[old_next + 1], new_starts[new_next], new_starts[new_next + 1]


def _keys(lines: Sequence[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


def _matching_lines(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal lines, rising on both sides: lines unique in both, and equal lines that touch such a pair."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {line: index for index, line in enumerate(new)}
    unique = [(i, places[line]) for i, line in enumerate(old) if old_counts[line] == new_counts[line] == 1]
    anchors = [(-1, -1), *_longest_rising(unique), (len(old), len(new))]
    pairs: list[tuple[int, int]] = []
    for (old_low, new_low), (old_high, new_high) in pairwise(anchors):
        room = min(old_high - old_low, new_high - new_low) - 1
        head = 0
        while head < room and old[old_low + head + 1] == new[new_low + head + 1]:
            head += 1
        tail = 0
        while head + tail < room and old[old_high - tail - 1] == new[new_high - tail - 1]:
            tail += 1
        pairs += [(old_low + step, new_low + step) for step in range(1, head + 1)]
        pairs += [(old_high - step, new_high - step) for step in range(tail, 0, -1)]
        if old_high < len(old):
            pairs.append((old_high, new_high))
    return pairs


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second members rise; the first members rise already."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [second]
        ends[length : length + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]
