"""The scope tree of a block: sentence › clause › bracket › clause, and how far two places of it lie apart.

What stands at a node holds for what is below it: a date at the head of a sentence for its clauses, the subject of a
clause for the bracket in it. Above the block stand its lead-ins, the heading and the section; nothing else crosses
the border of a block.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

import regex

from pipeline.model import Span

_TURN = regex.compile(r"[，。；：！？;!?()]|(?<!\d),|,(?!\d)|:(?!\d)")


class ScopeKind(StrEnum):
    """What a node of the tree is."""

    SENTENCE = "sentence"
    CLAUSE = "clause"
    BRACKET = "bracket"


@dataclass(slots=True)
class Scope:
    """A node of the tree.

    Attributes:
        kind: What it is.
        start: Where it begins, behind the mark that opens it.
        end: Where it ends, before the mark that closes it.
        parent: The node around it; None for a sentence.
        order: Its number among the nodes of its parent.
    """

    kind: ScopeKind
    start: int
    end: int
    parent: "Scope | None"
    order: int


class Scopes:
    """The tree of one block, built in one pass."""

    def __init__(self, text: str, sentences: tuple[Span, ...]) -> None:
        """Build the tree.

        Args:
            text: Folded text of the block.
            sentences: Its sentences, which tile it.
        """
        self._nodes: list[Scope] = []
        for order, sentence in enumerate(sentences):
            self._build(text, Scope(ScopeKind.SENTENCE, sentence.start, sentence.end, None, order))
        self._starts = [node.start for node in self._nodes]

    def at(self, offset: int) -> Scope:
        """The innermost node that holds an offset of the block."""
        node = self._nodes[max(bisect_right(self._starts, offset) - 1, 0)]
        while offset > node.end and node.parent is not None:
            node = node.parent
        return node

    def _build(self, text: str, sentence: Scope) -> None:
        clause = self._open(ScopeKind.CLAUSE, sentence.start, self._add(sentence), 0)
        for match in _TURN.finditer(text, sentence.start, sentence.end):
            if match[0] == "(":
                bracket = self._open(ScopeKind.BRACKET, match.end(), clause, 0)
                clause = self._open(ScopeKind.CLAUSE, match.end(), bracket, 0)
            elif match[0] != ")":
                clause.end = match.start()
                if clause.parent is not None:
                    clause = self._open(ScopeKind.CLAUSE, match.end(), clause.parent, clause.order + 1)
            elif clause.parent is not None and clause.parent.kind is ScopeKind.BRACKET:
                clause.end = clause.parent.end = match.start()
                clause = clause.parent.parent or clause
        node: Scope | None = clause
        while node is not None:  # what nobody closed ends with its sentence
            node.end = sentence.end
            node = node.parent

    def _open(self, kind: ScopeKind, start: int, parent: Scope, order: int) -> Scope:
        return self._add(Scope(kind, start, start, parent, order))

    def _add(self, node: Scope) -> Scope:
        self._nodes.append(node)
        return node


def steps(one: Scope, other: Scope) -> int:
    """How many clause borders lie between two places of a block; 0 where one holds the other.

    A border between sentences counts as many as there are clauses: nothing is as far away.
    """
    path = _path(other)
    for node in _path(one):
        sibling = next((each for each in path if each.parent is node.parent), None)
        if sibling is not None:
            return abs(sibling.order - node.order) if node.parent else _FAR * abs(sibling.order - node.order)
    return 0


_FAR = 100


def _path(node: Scope) -> list[Scope]:
    """A node and those around it, from the inside out."""
    found: list[Scope] = []
    at: Scope | None = node
    while at is not None:
        found.append(at)
        at = at.parent
    return found


def bracket_of(node: Scope) -> Scope | None:
    """The bracket around a place, if it stands in one."""
    return next((each for each in _path(node) if each.kind is ScopeKind.BRACKET), None)
