"""The review page: one HTML file with everything in it, which runs no script and loads nothing but its own."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

_SCRIPTS = (
    "elements.js",
    "store.js",
    "source.js",
    "form.js",
    "filters.js",
    "list.js",
    "findings.js",
    "detail.js",
    "main.js",
)
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def render(data: Mapping[str, Any], token: str | None = None) -> str:
    """The page for some data of `page_data`.

    Args:
        data: What to show.
        token: The token of the server that keeps the decisions; without one, the browser keeps them and offers them
            as a file.

    Returns:
        HTML. Text of the sources is in it only as JSON that no parser of HTML can leave, and the policy in its head
        lets no other script, style, image or connection be.
    """
    folder = files("pipeline.review") / "assets"
    style = (folder / "style.css").read_text(encoding="utf-8")
    scripts = "\n".join((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    script = f'"use strict";\n{scripts}'
    own = "'none'" if token is None else "'self'"
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        f"img-src {'data:' if token is None else own}; connect-src {own}; base-uri 'none'; form-action 'none'"
    )
    slots = {
        "policy": html.escape(policy),
        "title": html.escape(f"{data['old']} → {data['new']}"),
        "style": style,
        "script": script,
        "data": embedded({**data, "token": token}),
    }
    page = (folder / "page.html").read_text(encoding="utf-8")
    return _SLOT.sub(lambda slot: slots[slot[1]], page)


def embedded(data: Any) -> str:
    r"""JSON for a script element, without any character that could end it or start a comment.

    >>> embedded("</script><!--")
    '"\\u003c/script\\u003e\\u003c!--"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(text: str) -> str:
    """The source expression of a content security policy that allows exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
