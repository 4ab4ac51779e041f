"""The review page on loopback: only for this machine, this page and whoever has the token."""

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from pipeline.errors import MisuseError
from pipeline.review.decisions import Decision, from_record, path_of, read, revise, sole_writer
from pipeline.review.match import Document
from pipeline.review.merge import Step, settled
from pipeline.review.page import render
from pipeline.review.page_data import decided
from pipeline.review.scans import Page, linked
from pipeline.review.snapshot import Snapshot
from pipeline.review.strict_json import decoded

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

    def documents(self) -> set[Document]:
        """The documents a decision can be on, so that no request names a file."""
        changed = {(change["decision"]["edition"], change["decision"]["source"]) for change in self.data["changes"]}
        return changed | set(self.dataset.texts())

    def page(self) -> str:
        """The page with the decisions as they are kept now."""
        decisions = [each for document in sorted(self.documents()) for each in read(path_of(self.raw, *document))]
        images = linked(self.pages, self.token)
        return render({**self.data, **decided(decisions, self.dataset), "images": images}, self.token)

    def keep(self, entries: Any) -> list[dict[str, Any]]:
        """Writes decisions the page sent; where one is impossible, none of them.

        Args:
            entries: A list of objects with `claim_id`, `source` (with `edition` and `source`), `decision`, which is
                null for one that was taken back, and `seen`: what the reviewer saw there before, null where nothing.

        Returns:
            Claims on which another decision stood by then, each with `claim_id` and `decision`, which stays.

        Raises:
            MisuseError: An entry is none, or is on a document that is not reviewed, or the file that stands there
                cannot be meant.
        """
        found: dict[Document, list[Step]] = {}
        documents = self.documents()
        for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
            document, step = _step(entry, f"decision {number}")
            if document not in documents:
                raise MisuseError(f"decision {number} is on a document that is not reviewed here")
            found.setdefault(document, []).append(step)
        refused: list[tuple[str, Decision | None]] = []
        with sole_writer(self.raw):
            for document, steps in found.items():
                refused += revise(path_of(self.raw, *document), partial(settled, steps))
        return [{"claim_id": claim_id, "decision": stands and asdict(stands)} for claim_id, stands in refused]


def _step(entry: Any, where: str) -> tuple[Document, Step]:
    match entry:
        case {
            "source": {"edition": int(edition), "source": str(source)},
            "claim_id": str(claim_id),
            "decision": dict() | None as record,
            "seen": dict() | None as seen,
        }:
            document = (edition, source)
        case _:
            raise MisuseError(f"{where} has no claim_id, source, decision and seen")
    decision = None if record is None else from_record(record, where)
    if decision and (decision.edition, decision.source, decision.claim_id) != (*document, claim_id):
        raise MisuseError(f"{where} is not on the claim it is sent for")
    return document, Step(claim_id, seen, decision)


class _Answer(NamedTuple):
    """What is answered to a request."""

    status: HTTPStatus
    body: str | bytes
    media_type: str = "text/plain; charset=utf-8"


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: what fails is answered, so this is a browser that went away."""


def server(session: Session, port: int = 0) -> ThreadingHTTPServer:
    """A server for a session on loopback, bound but not yet serving; port 0 takes a free one."""

    class Handler(_Handler):
        pass

    Handler.session = session
    return _Server((LOOPBACK, port), Handler)


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
        self._answer(_answered(self._asked))

    def do_POST(self) -> None:
        """Decisions, from the page itself only."""
        refusal = self._refusal()
        if refusal is None:
            body = self.rfile.read(self._length())
            self._answer(_answered(lambda: self._kept(body)))
        else:
            self._answer(refusal)

    def _asked(self) -> _Answer:
        try:
            url = urlsplit(self.path)
        except ValueError as error:
            return _Answer(HTTPStatus.BAD_REQUEST, f"this is no address ({error})")
        query = parse_qs(url.query)
        if not self._is_own_host():
            return _Answer(HTTPStatus.FORBIDDEN, "this server answers on loopback only")
        if not self._is_token(query.get("token", [""])[0]):
            return _Answer(HTTPStatus.FORBIDDEN, "open the address that `casebook review` printed, token included")
        if url.path == "/":
            return _Answer(HTTPStatus.OK, self.session.page(), "text/html; charset=utf-8")
        if url.path == "/page" and (page := self._wanted_page(query)) and (image := page.jpeg()):
            return _Answer(HTTPStatus.OK, image, "image/jpeg")
        return _Answer(HTTPStatus.NOT_FOUND, "there is nothing here")

    def _refusal(self) -> _Answer | None:
        """What is answered to decisions that are not even read, or None."""
        own = f"http://{self.headers.get('Host')}"
        if not self._is_own_host() or self.headers.get("Origin") != own:
            return _Answer(HTTPStatus.FORBIDDEN, "decisions come from the page on loopback only")
        if not self._is_token(self.headers.get("X-Casebook-Token", "")):
            return _Answer(HTTPStatus.FORBIDDEN, "the token is missing or of another session")
        if self.path != "/decisions" or self.headers.get_content_type() != "application/json":
            return _Answer(HTTPStatus.NOT_FOUND, "there is nothing here")
        if not 0 <= self._length() <= _LARGEST_REQUEST:
            return _Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too much at once")
        return None

    def _kept(self, body: bytes) -> _Answer:
        try:
            entries = decoded(body.decode())
        except ValueError as error:
            raise MisuseError(f"what was sent is no JSON ({error})") from error
        refused = json.dumps(self.session.keep(entries), ensure_ascii=False)
        return _Answer(HTTPStatus.OK, refused, "application/json")

    def _length(self) -> int:
        """How many bytes the request says that it has; -1 where it does not say or nobody could mean it."""
        said = self.headers.get("Content-Length") or ""
        return int(said) if said.isdecimal() and len(said) <= len(str(_LARGEST_REQUEST)) else -1

    def _is_own_host(self) -> bool:
        _, port = self.request.getsockname()
        return self.headers.get("Host") in {f"{LOOPBACK}:{port}", f"localhost:{port}"}

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.session.token.encode())

    def _wanted_page(self, query: Mapping[str, list[str]]) -> Page | None:
        key = query.get("key", [""])[0]
        return next((page for page in self.session.pages if page.key == key), None)

    def _answer(self, answer: _Answer) -> None:
        body = answer.body if isinstance(answer.body, bytes) else answer.body.encode()
        self.send_response(answer.status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name the base class calls it by
        """Says nothing: a token stands in the address."""


def _answered(ask: Callable[[], _Answer]) -> _Answer:
    """The answer, or in words why there is none."""
    try:
        return ask()
    except MisuseError as error:
        return _Answer(HTTPStatus.BAD_REQUEST, str(error))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        message = f"{where}{error.strerror or error}; make it possible to write there and try again"
        return _Answer(HTTPStatus.INTERNAL_SERVER_ERROR, message)
    except Exception as error:  # noqa: BLE001 - nobody shall meet a connection that breaks off
        message = f"an error nobody foresaw ({type(error).__name__}: {error}); please report it"
        return _Answer(HTTPStatus.INTERNAL_SERVER_ERROR, message)
