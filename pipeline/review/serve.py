"""The review page on loopback: only for this machine, this page and whoever has the token."""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.errors import MisuseError
from pipeline.review.decisions import Decision, from_record, path_of, read, write
from pipeline.review.match import Document
from pipeline.review.page import render
from pipeline.review.page_data import decided
from pipeline.review.scans import Page, linked
from pipeline.review.snapshot import Snapshot

LOOPBACK = "127.0.0.1"
_LARGEST_REQUEST = 64 * 1024 * 1024
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Session:
    """One review: what the page shows, and where its decisions go.

    Attributes:
        data: As `page_data` gives it.
        dataset: The new dataset.
        raw: The folder of the sources, beside which decisions are kept.
        pages: Pages of PDF sources.
        token: What a request has to know.
    """

    data: Mapping[str, Any]
    dataset: Snapshot
    raw: Path
    pages: tuple[Page, ...] = ()
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    lock: Lock = field(default_factory=Lock)

    def documents(self) -> set[Document]:
        """The documents a decision can be on, so that no request names a file."""
        changed = {(change["decision"]["edition"], change["decision"]["source"]) for change in self.data["changes"]}
        return changed | set(self.dataset.texts())

    def page(self) -> str:
        """The page with the decisions as they are kept now."""
        decisions = [each for document in sorted(self.documents()) for each in read(path_of(self.raw, *document))]
        images = linked(self.pages, self.token)
        return render({**self.data, **decided(decisions, self.dataset), "images": images}, self.token)

    def keep(self, entries: Any) -> None:
        """Writes decisions the page sent, all of them or none.

        Args:
            entries: A list of objects with `claim_id`, `source` (with `edition` and `source`) and `decision`, which
                is null for one that was taken back.

        Raises:
            MisuseError: An entry is none, or is on a document that is not reviewed.
        """
        found: dict[Document, dict[str, Decision | None]] = {}
        documents = self.documents()
        for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
            document, claim_id, decision = _entry(entry, f"decision {number}")
            if document not in documents:
                raise MisuseError(f"decision {number} is on a document that is not reviewed here")
            found.setdefault(document, {})[claim_id] = decision
        with self.lock:
            for document, changed in found.items():
                path = path_of(self.raw, *document)
                kept = {decision.claim_id: decision for decision in read(path)} | changed
                write(path, [decision for decision in kept.values() if decision is not None])


def _entry(entry: Any, where: str) -> tuple[Document, str, Decision | None]:
    try:
        document = (entry["source"]["edition"], entry["source"]["source"])
        claim_id, record = entry["claim_id"], entry["decision"]
    except (KeyError, TypeError) as error:
        raise MisuseError(f"{where} has no claim_id, source and decision") from error
    if record is None:
        return document, str(claim_id), None
    decision = from_record(record, where)
    if (decision.edition, decision.source, decision.claim_id) != (*document, claim_id):
        raise MisuseError(f"{where} is not on the claim it is sent for")
    return document, decision.claim_id, decision


def server(session: Session, port: int = 0) -> ThreadingHTTPServer:
    """A server for a session on loopback, bound but not yet serving; port 0 takes a free one."""

    class Handler(_Handler):
        pass

    Handler.session = session
    return ThreadingHTTPServer((LOOPBACK, port), Handler)


def address(session: Session, bound: ThreadingHTTPServer) -> str:
    """Where the reviewer opens the page."""
    return f"http://{LOOPBACK}:{bound.server_port}/?token={session.token}"


class _Handler(BaseHTTPRequestHandler):
    """Answers the page, its images and its decisions; everything else, and everyone else, gets nothing."""

    session: Session
    server_version = "casebook"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """The page, or the image of a page of a source."""
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        if not self._is_own_host():
            self._answer(HTTPStatus.FORBIDDEN, b"this server answers on loopback only")
        elif not self._is_token(query.get("token", [""])[0]):
            self._answer(HTTPStatus.FORBIDDEN, b"open the address that `casebook review` printed, token included")
        elif url.path == "/":
            self._answer(HTTPStatus.OK, self.session.page().encode(), "text/html; charset=utf-8")
        elif url.path == "/page" and (page := self._wanted_page(query)) and (image := page.jpeg()):
            self._answer(HTTPStatus.OK, image, "image/jpeg")
        else:
            self._answer(HTTPStatus.NOT_FOUND, b"there is nothing here")

    def do_POST(self) -> None:
        """Decisions, from the page itself only."""
        length = int(self.headers.get("Content-Length") or 0) if self._says_its_length() else -1
        own = f"http://{self.headers.get('Host')}"
        if not self._is_own_host() or self.headers.get("Origin") != own:
            self._answer(HTTPStatus.FORBIDDEN, b"decisions come from the page on loopback only")
        elif not self._is_token(self.headers.get("X-Casebook-Token", "")):
            self._answer(HTTPStatus.FORBIDDEN, b"the token is missing or of another session")
        elif self.path != "/decisions" or self.headers.get_content_type() != "application/json":
            self._answer(HTTPStatus.NOT_FOUND, b"there is nothing here")
        elif not 0 <= length <= _LARGEST_REQUEST:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"too much at once")
        else:
            self._keep(self.rfile.read(length))

    def _keep(self, body: bytes) -> None:
        try:
            self.session.keep(json.loads(body))
        except (ValueError, MisuseError) as error:
            self._answer(HTTPStatus.BAD_REQUEST, str(error).encode())
        except OSError as error:
            self._answer(
                HTTPStatus.INTERNAL_SERVER_ERROR, f"the decisions cannot be written: {error.strerror}".encode()
            )
        else:
            self._answer(HTTPStatus.NO_CONTENT, b"")

    def _says_its_length(self) -> bool:
        return (self.headers.get("Content-Length") or "").isdecimal()

    def _is_own_host(self) -> bool:
        _, port = self.request.getsockname()
        return self.headers.get("Host") in {f"{LOOPBACK}:{port}", f"localhost:{port}"}

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.session.token.encode())

    def _wanted_page(self, query: Mapping[str, list[str]]) -> Page | None:
        key = query.get("key", [""])[0]
        return next((page for page in self.session.pages if page.key == key), None)

    def _answer(self, status: HTTPStatus, body: bytes, media_type: str = "text/plain; charset=utf-8") -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name the base class calls it by
        """Says nothing: a token stands in the address."""
