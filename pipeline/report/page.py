"""The page: one HTML file with everything in it, which loads nothing and runs no script but its own."""

import base64
import hashlib
import unicodedata
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from pipeline.report.content import Content, label_of, value_of
from pipeline.report.wording import Wording


def page(content: Content, words: Wording, heading: str) -> str:
    """The page as HTML.

    Args:
        content: What stands on it.
        words: The language it speaks.
        heading: Its heading.
    """
    style, script = _asset("style.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return _template().render(
        content=content,
        book=content.book,
        words=words,
        heading=heading,
        policy=policy,
        style=Markup(style),  # noqa: S704 - a file of this package, as below
        script=Markup(script),  # noqa: S704 - our own script, no text of a book
        svg=Markup,  # what the renderer draws of labels that it escapes
        value_of=value_of,
        label_of=label_of,
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_visible
    )
    return environment.from_string(_asset("report.html.jinja"))


def _visible(value: object) -> object:
    """Text of a source without what no page shows: controls, and marks that turn the direction of what follows."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "".join("\ufffd" if _hides(letter) else letter for letter in value)


def _hides(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs"} and letter not in "\n\t"


def _asset(name: str) -> str:
    return (files("pipeline.report") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression of a content security policy that allows exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
