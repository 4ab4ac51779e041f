"""What reviewers decide: notes of any text, two servers on one book, hostile requests and files, writes that fail."""

import json
import multiprocessing
import os
import random
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any, Self, TypeVar
from unittest import mock

from benchmarks.fault_kinds import Row
from pipeline.engine.update import run_all
from pipeline.errors import MisuseError
from pipeline.review import session
from pipeline.review.decisions import read
from pipeline.review.diff import compare
from pipeline.review.serve import Session, server

Result = TypeVar("Result")

COUNT = 200
SLICE = 10

BREAKS = ("\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\0", "\ufeff", "🌱")
DEEP = 100_000
NOBODY = 60_000  # a user that owns nothing, where the benchmark is run by one that may write everywhere
_FORK = multiprocessing.get_context("fork")


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Each fault `count` times, on one book with as many claims."""
    book = Book.made(scratch, count)
    yield from _notes(book)
    book.clear()
    yield from _two_servers(book)
    book.clear()
    yield _by_hand(book)
    book.clear()
    yield _hostile(book)
    yield _hostile_lines(book)
    book.clear()
    yield from _failed_writes(book)


@dataclass(frozen=True, slots=True)
class Book:
    """A book of one claim in a line, its dataset, and what the review page has of its claims."""

    raw: Path
    dataset: Path
    stubs: tuple[dict[str, Any], ...]

    @classmethod
    def made(cls, scratch: Path, claims: int) -> "Book":
        """Writes and reads a book."""
        raw, dataset = scratch / "raw", scratch / "extracted"
        (raw / "2020").mkdir(parents=True)
        lines = "".join(f"第{chr(0x4E00 + number)}厂全年节电 {number + 100} 千瓦时。\n\n" for number in range(claims))
        (raw / "2020" / "book.txt").write_text(f" 绿色公司\n ◎ 项目成果\n{lines}", encoding="utf-8")
        run_all(raw, dataset)
        stubs = tuple(change["decision"] for change in cls(raw, dataset, ()).session().data["changes"])
        return cls(raw, dataset, stubs)

    @property
    def decisions(self) -> Path:
        """The file of its decisions."""
        return self.raw / "2020" / "book.txt.decisions.jsonl"

    def session(self) -> Session:
        """A review of every claim."""
        sides = session.sides(str(self.dataset), None, self.dataset)
        return session.prepare(compare(*sides), *sides, self.raw, "林")

    def entry(self, number: int, note: str | None = None, reviewer: str = "林") -> dict[str, Any]:
        """What the page sends when it accepts a claim that nobody decided."""
        stub = self.stubs[number]
        said = {"verdict": "accepted", "correction": {}, "reviewer": reviewer, "time": "2024-05-01T08:00:00Z"}
        source = {"edition": stub["edition"], "source": stub["source"]}
        return {"claim_id": stub["claim_id"], "decision": stub | said | {"note": note}, "seen": None, "source": source}

    def kept(self) -> dict[str, Any]:
        """What the file holds, by claim."""
        return {each.claim_id: each for each in read(self.decisions)}

    def clear(self) -> None:
        """Forgets all decisions."""
        self.decisions.unlink(missing_ok=True)

    def litter(self) -> list[str]:
        """Files beside the source that are neither it nor its decisions."""
        own = {"book.txt", self.decisions.name}
        return [path.name for path in (self.raw / "2020").iterdir() if path.name not in own]


class Client:
    """A browser with the page open; its server runs in this process."""

    def __init__(self, review: Session) -> None:
        self.session = review
        self.bound = server(review)
        self.host = f"127.0.0.1:{self.bound.server_port}"
        self.thread = Thread(target=self.bound.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.bound.shutdown()
        self.bound.server_close()
        self.thread.join()

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, str]:
        """Status and text of the answer; 0 where the connection broke off."""
        headers = {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        connection = HTTPConnection(self.host, timeout=60)
        try:
            connection.request(method, path, body, headers | {"X-Casebook-Token": self.session.token})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def send(self, *entries: dict[str, Any]) -> tuple[int, str]:
        """Posts decisions."""
        return self.ask("POST", "/decisions", json.dumps(entries).encode())

    def notes(self) -> dict[str, str | None]:
        """The notes that the page shows when it is loaded now, by claim."""
        _, page = self.ask("GET", f"/?token={self.session.token}")
        text = page.partition('id="data">')[2].partition("</script>")[0]
        return {each["claim_id"]: each["note"] for each in json.loads(text)["decisions"]} if text else {}


def _notes(book: Book) -> Iterator[Row]:
    """Notes with every character that some reader takes for a line end: to the file, through a run, to the page."""
    chance = random.Random(9)  # noqa: S311 - a benchmark must be the same each time
    wanted: dict[str, str] = {}
    with Client(book.session()) as client:
        for number in range(len(book.stubs)):
            parts = [BREAKS[number % len(BREAKS)], *chance.choices([*BREAKS, "见表头", "]}", '"'], k=4)]
            note = "".join(chance.sample(parts, len(parts)))
            wanted[book.stubs[number]["claim_id"]] = note
            client.send(book.entry(number, note))
        in_file = _missing(wanted, _of_file(book))
        try:
            run_all(book.raw, book.dataset, force=True)
            in_run = _missing(wanted, _of_file(book))
        except MisuseError:
            in_run = len(wanted)
        in_page = _missing(wanted, client.notes())
    lost = f"{in_file} in the file, {in_run} to the run, {in_page} in the page"
    holds = not (in_file or in_run or in_page)
    yield Row("a note with any line break, through server, file, run and page", len(wanted), _words(lost, holds), holds)


def _of_file(book: Book) -> dict[str, str | None]:
    try:
        return {claim_id: each.note for claim_id, each in book.kept().items()}
    except MisuseError:
        return {}


def _missing(wanted: dict[str, str], found: dict[str, str | None]) -> int:
    return sum(found.get(claim_id) != note for claim_id, note in wanted.items())


def _words(lost: str, holds: bool) -> str:  # noqa: FBT001 - what it is about
    return "nothing" if holds else lost


def _two_servers(book: Book) -> Iterator[Row]:
    """Two servers, a process each: on different claims of one book, and on the same ones."""
    half = len(book.stubs) // 2
    _served_twice(book, [range(half), range(half, 2 * half)])
    lost = 2 * half - len(book.kept())
    fault = "two servers on one book, each on claims of its own"
    yield Row(fault, 2 * half, _words(f"{lost} decisions", not lost), not lost)
    book.clear()
    told = _served_twice(book, [range(half), range(half)])
    lost = 2 * half - len(book.kept()) - sum(told)
    fault = "two servers, both on the same claims: who came first stays, the other is told"
    yield Row(fault, 2 * half, _words(f"{lost} decisions that nobody was told of", not lost), not lost)


def _served_twice(book: Book, parts: list[range]) -> list[int]:
    """Lets each of two servers decide on a part of the claims, one by one; how many decisions each was refused."""
    start = _FORK.Barrier(len(parts))
    sessions = [book.session() for _ in parts]

    def decide(number: int) -> int:
        refused = 0
        with Client(sessions[number]) as client:
            start.wait()
            for claim in parts[number]:
                _, answer = client.send(book.entry(claim, reviewer=f"审{number}"))
                refused += len(json.loads(answer)) if answer else 0
        return refused

    return _in_children([partial(decide, number) for number in range(len(parts))])


def _in_children(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """The results of some functions, each in a process of its own, at once."""
    running = []
    for task in tasks:
        here, there = _FORK.Pipe()
        child = _FORK.Process(target=lambda task=task, there=there: there.send(task()))
        child.start()
        there.close()
        running.append((child, here))
    found = [here.recv() for _, here in running]
    for child, _ in running:
        child.join()
    return found


def _by_hand(book: Book) -> Row:
    """A hand, or git, that adds a line to the file just when the server is about to replace it."""
    by_hand = [json.dumps(book.entry(number, "手写")["decision"]) for number in range(0, len(book.stubs), 2)]
    waiting: list[str] = []
    force = os.fsync

    def forced(descriptor: int) -> None:
        force(descriptor)
        while waiting:
            with book.decisions.open("a", encoding="utf-8") as file:
                file.write(waiting.pop() + "\n")

    with Client(book.session()) as client, mock.patch("os.fsync", forced):
        for number in range(1, len(book.stubs), 2):
            waiting.append(by_hand[number // 2])
            client.send(book.entry(number))
    wanted = len(book.stubs) // 2 * 2
    lost = wanted - len(book.kept())
    return Row("a file edited by hand while a server writes it", wanted, _words(f"{lost} lines", not lost), not lost)


def _hostile(book: Book) -> Row:
    """Requests that no page sends: each is refused in words, the file stays, and the server answers the next one."""
    count = len(book.stubs)
    chance = random.Random(9)  # noqa: S311 - a benchmark must be the same each time
    unanswered = changed = 0
    with Client(book.session()) as client:
        client.send(book.entry(0, "先"))
        before = book.decisions.read_bytes()
        for number in range(count):
            status, answer = client.ask("POST", "/decisions", _body(book, number, chance))
            unanswered += not (status == HTTPStatus.BAD_REQUEST and answer)
            changed += book.decisions.read_bytes() != before
            book.decisions.write_bytes(before)
        unanswered += client.send(book.entry(0, "先"))[0] != HTTPStatus.OK
    holds = not unanswered and not changed
    lost = f"{unanswered} without an answer in words, {changed} changed the file"
    return Row(
        "a request that no page sends: nested, doubled, mistyped, cut, no numbers", count, _words(lost, holds), holds
    )


def _body(book: Book, number: int, chance: random.Random) -> bytes:
    """One of the hostile requests, made of one that is none."""
    good = json.dumps([book.entry(number % len(book.stubs), "好")], ensure_ascii=False)
    fields = ("edition", "verdict", "evidence", "reading", "correction", "reviewer", "note")
    entry = book.entry(number % len(book.stubs))
    wrong: list[Any] = [[], [[]], {"a": {"b": 1}}, True, 1.5, 10**400, ""]
    entry["decision"][chance.choice(fields)] = chance.choice(wrong)
    nested = chance.choice(("[", '{"a":'))
    cut = chance.randrange(1, len(good))
    bodies = (
        (nested * DEEP).encode(),
        ("[" * DEEP + "]" * DEEP).encode(),
        good.replace('"好"', "[" * DEEP + "]" * DEEP).encode(),
        good[:cut].encode(),
        good.encode()[:cut] + b"\xff" + good.encode()[cut:],
        good.replace('"好"', '"\\ud83c"').encode(),
        good.replace('"note"', '"note": null, "note"').encode(),
        good.replace('"before": ', chance.choice(('"before": NaN, "x": ', '"before": -Infinity, "x": '))).encode(),
        good.replace('"low": ', '"low": 1e999, "low2": ').encode(),
        json.dumps([entry]).encode(),
        json.dumps([book.entry(0) | {chance.choice(("source", "claim_id", "seen", "decision")): [[]]}]).encode(),
        good.encode("utf-16"),
    )
    return bodies[number % len(bodies)]


def _hostile_lines(book: Book) -> Row:
    """The same as lines of a decisions file: each is refused by file and line, by a run as by the page."""
    count = len(book.stubs)
    chance = random.Random(10)  # noqa: S311 - a benchmark must be the same each time
    unnamed = 0
    for number in range(count):
        line = _body(book, number, chance)
        good = json.dumps(book.entry(0)["decision"], ensure_ascii=False).encode()
        book.decisions.write_bytes(good + b"\n" + line + b"\n")
        try:
            read(book.decisions)
            unnamed += 1
        except MisuseError as error:
            unnamed += str(book.decisions) not in str(error)
        except Exception:  # noqa: BLE001 - which one does not matter
            unnamed += 1
    holds = not unnamed
    return Row("the same as a line of a decisions file", count, _words(f"{unnamed} without its name", holds), holds)


def _failed_writes(book: Book) -> Iterator[Row]:
    """Writes that end after some bytes, into a folder that is read-only, and over something that is no file."""
    count = len(book.stubs)
    with Client(book.session()) as client:
        client.send(book.entry(0, "先"))
    before = book.decisions.read_bytes()
    sizes = [number * 2 * len(before) // count for number in range(count)]
    for fault, hinder in (
        ("a disk that is full after some bytes", partial(_full, sizes)),
        ("a folder that is read-only", _read_only),
    ):
        (wrong,) = _in_children([partial(_written_in_vain, book, book.session(), hinder, before)])
        for folder in (book.raw, book.raw / "2020"):
            folder.chmod(0o755)
        lost = f"{wrong} times a decision, or a false answer, or a file left"
        yield Row(fault, count - 1, _words(lost, not wrong), not wrong)


def _written_in_vain(book: Book, prepared: Session, hinder: Callable[[int], None], before: bytes) -> int:
    # from inside the folder: the way to it may be closed to another user
    os.chdir(book.raw)
    book = replace(book, raw=Path())
    wrong = 0
    with Client(replace(prepared, raw=book.raw)) as client:
        for number in range(1, len(book.stubs)):
            hinder(number)
            status, answer = client.send(book.entry(number, "好"))
            told = status == HTTPStatus.INTERNAL_SERVER_ERROR and "Traceback" not in answer and answer != ""
            wrong += not told or book.decisions.read_bytes() != before or bool(book.litter())
    return wrong


def _full(sizes: Sequence[int], number: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (sizes[number], resource.RLIM_INFINITY))


def _read_only(_: int) -> None:
    if os.geteuid() != NOBODY:
        Path().chmod(0o555)
        Path("2020").chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
