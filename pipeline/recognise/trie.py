"""All surfaces of the lexicon in one trie: a look-up costs the length of what is found, not the size of the lexicon."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.lexicon.unit_types import Substance, Surface

Entry = TypeVar("Entry", Surface, Substance)


@dataclass(slots=True)
class Node(Generic[Entry]):
    """A node of a trie.

    Attributes:
        children: The node behind each next character.
        entries: What is written with the characters that lead here.
    """

    children: "dict[str, Node[Entry]]" = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


def build(entries: Iterable[Entry]) -> Node[Entry]:
    """Build the trie of the texts of some surfaces or substances."""
    root: Node[Entry] = Node()
    for entry in entries:
        node = root
        for character in entry.text:
            node = node.children.setdefault(character, Node())
        node.entries.append(entry)
    return root


def walk(root: Node[Entry], text: str, position: int) -> list[tuple[int, list[Entry]]]:
    """Find the entries that are written at a position.

    Args:
        root: The trie.
        text: Folded text.
        position: Offset of the first character.

    Returns:
        End and entries of each text found, longest first. White space may stand inside; between
        letters of Latin words only where the entry has a space: CO2 e.
    """
    found = []
    node, at, previous = root, position, ""
    while at < len(text):
        character = text[at]
        if character.isspace() and previous:
            behind = behind_space(text, at)
            if behind == len(text):
                break
            if not (in_latin_word(previous) and in_latin_word(text[behind])):
                at, character = behind, text[behind]
        child = node.children.get(character)
        if child is None:
            break
        node, at, previous = child, at + 1, character
        if node.entries:
            found.append((at, node.entries))
    return found[::-1]


def behind_space(text: str, position: int) -> int:
    """Give the offset of the first character at or behind a position that is no white space."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def following(text: str, position: int) -> str:
    """Give the character at an offset, or behind the one white space there; nothing at the end."""
    character = text[position : position + 1]
    return text[position + 1 : position + 2] if character.isspace() else character


def in_latin_word(character: str) -> bool:
    """Say whether a character is an ASCII letter or digit."""
    return character.isascii() and character.isalnum()
