"""The server answers this machine, this page and whoever has the token; everyone else gets nothing."""

import errno
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline.review.decisions import Decision, Verdict, from_record, read
from pipeline.review.merge import said
from tests.review.conftest import Review


def ask(
    served: str, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, str, dict[str, str]]:
    connection = HTTPConnection(urlsplit(served).netloc, timeout=10)
    connection.request(method, path, body, dict(headers or {}))
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    return answer.status, content, {name.lower(): value for name, value in answer.getheaders()}


def decision_on(review: Review, index: int = 0) -> Decision:
    stub = review.session.data["changes"][index]["decision"]
    rest = {
        "verdict": Verdict.ACCEPTED,
        "correction": {},
        "reviewer": "林",
        "time": "2024-05-01T08:00:00Z",
        "note": None,
    }
    return from_record(stub | rest, "test")


def entry(made: Decision | None, review: Review, **changes: Any) -> dict[str, Any]:
    on = decision_on(review)
    sent = None if made is None else asdict(made)
    source = {"edition": 2020, "source": "book.txt"}
    return {"claim_id": on.claim_id, "decision": sent, "seen": None, "source": source} | changes


def post(served: str, review: Review, content: Any, **headers: str) -> tuple[int, str]:
    own = f"http://{urlsplit(served).netloc}"
    usual = {"Origin": own, "Content-Type": "application/json", "X-Casebook-Token": review.session.token}
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    sent = usual | {name.replace("_", "-"): value for name, value in headers.items()}
    status, answer, _ = ask(served, "POST", "/decisions", body, sent)
    return status, answer


def test_the_page_is_given_to_whoever_has_the_token(served: str) -> None:
    parts = urlsplit(served)
    status, content, headers = ask(served, "GET", f"{parts.path}?{parts.query}")
    assert status == 200
    assert content.startswith("<!doctype html>")
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=wrong", "/page?key=2020/book.txt%231", "/../../etc/passwd"])
def test_without_the_token_there_is_nothing(served: str, path: str) -> None:
    assert ask(served, "GET", path)[0] == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1", ""])
def test_another_host_is_refused_so_that_no_name_can_be_bound_to_loopback(served: str, host: str) -> None:
    parts = urlsplit(served)
    assert ask(served, "GET", f"/?{parts.query}", headers={"Host": host})[0] == 403


@pytest.mark.parametrize("path", ["/other", "/decisions", "/page", "/raw/2020/book.txt"])
def test_nothing_else_is_there(served: str, path: str) -> None:
    assert ask(served, "GET", f"{path}?{urlsplit(served).query}")[0] == 404


def test_a_decision_is_written_and_taken_back(served: str, review: Review) -> None:
    decision = decision_on(review)
    assert post(served, review, [entry(decision, review)]) == (200, "[]")
    assert read(review.decisions) == (decision,)
    assert post(served, review, [entry(None, review, seen=said(decision))]) == (200, "[]")
    assert not review.decisions.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"X_Casebook_Token": "wrong"},
        {"X_Casebook_Token": ""},
    ],
)
def test_a_decision_from_elsewhere_is_refused(served: str, review: Review, headers: dict[str, str]) -> None:
    assert post(served, review, [entry(decision_on(review), review)], **headers)[0] == 403
    assert not review.decisions.exists()


def test_a_form_of_another_page_can_not_decide(served: str, review: Review) -> None:
    assert post(served, review, [entry(decision_on(review), review)], Content_Type="text/plain")[0] == 404


@pytest.mark.parametrize("length", ["-1", "abc", "99999999999"])
def test_a_length_that_can_not_be_is_refused(served: str, review: Review, length: str) -> None:
    assert post(served, review, b"[]", Content_Length=length)[0] == 413


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"source": {"edition": 2020, "source": "../../x.txt"}}, "not on the claim"),
        ({"source": {"edition": 2021, "source": "book.txt"}}, "not on the claim"),
        ({"claim_id": "other"}, "not on the claim"),
        ({"decision": {"verdict": "accepted"}}, "is missing"),
        ({"decision": None, "source": {"edition": 2020, "source": "other.txt"}}, "not reviewed here"),
        ({"source": None}, "has no claim_id"),
        ({"source": {"edition": [2020], "source": "book.txt"}}, "has no claim_id"),
        ({"source": {"edition": 2020, "source": {}}}, "has no claim_id"),
        ({"claim_id": ["a"]}, "has no claim_id"),
        ({"decision": [1]}, "has no claim_id"),
        ({"seen": "a"}, "has no claim_id"),
    ],
)
def test_what_is_no_decision_on_this_review_is_named_and_nothing_is_written(
    served: str, review: Review, changes: dict[str, Any], message: str
) -> None:
    status, answer = post(
        served, review, [entry(decision_on(review), review), entry(decision_on(review), review, **changes)]
    )
    assert status == 400
    assert message in answer
    assert not review.decisions.exists()


HOSTILE = [
    b"{",
    b"",
    b"[" * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
    b'{"source":' * 100_000 + b"1" + b"}" * 100_000,
    b"[NaN]",
    b'{"claim_id": "a", "claim_id": "b"}',
    b'[{"claim_id": "\\ud800"}]',
    b'[{"claim_id": "\xed\xa0\x80"}]',
    b"9" * 5000,
    "[]".encode("utf-16"),
    b"null",
    b"[[[]]]",
    b'{"a": "b"}',
]


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: repr(body[:30]))
def test_what_is_hostile_is_refused_in_words(
    served: str, review: Review, body: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    status, answer = post(served, review, body)
    assert (status, "Traceback" in answer) == (400, False)
    assert answer
    assert post(served, review, [entry(decision_on(review), review)])[0] == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("note", ["a\u2028b", "\u2029", "\x85见", "a\x0b\x0c\x1c\x1d\x1e", "a\r\nb\rc", "\ufeff", "\0"])
def test_a_note_with_any_line_break_is_kept_and_shown(served: str, review: Review, note: str) -> None:
    decision = replace(decision_on(review), note=note)
    assert post(served, review, [entry(decision, review)])[0] == 200
    assert read(review.decisions) == (decision,)
    assert [each["note"] for each in shown(served)["decisions"]] == [note]


def shown(served: str) -> dict[str, Any]:
    """The data of the page as it is served now."""
    page = ask(served, "GET", f"/?{urlsplit(served).query}")[1]
    found: dict[str, Any] = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    return found


def test_a_decision_on_what_another_decided_first_is_refused_and_told(served: str, review: Review) -> None:
    first, second = decision_on(review), replace(decision_on(review), reviewer="王", note="不对")
    assert post(served, review, [entry(first, review)])[0] == 200
    other = entry(decision_on(review, 1), review, claim_id=decision_on(review, 1).claim_id)
    status, answer = post(served, review, [entry(second, review), other])
    assert status == 200
    assert json.loads(answer) == [{"claim_id": first.claim_id, "decision": asdict(first)}]
    assert {each.claim_id for each in read(review.decisions) if each.reviewer == "林"} == {
        first.claim_id,
        other["claim_id"],
    }
    assert post(served, review, [entry(second, review, seen=said(first))]) == (200, "[]")
    assert second in read(review.decisions)


def test_a_file_that_a_hand_broke_is_named_and_not_written_over(served: str, review: Review) -> None:
    review.decisions.write_text("{\n", encoding="utf-8")
    for status, answer in (
        ask(served, "GET", f"/?{urlsplit(served).query}")[:2],
        post(served, review, [entry(decision_on(review), review)]),
    ):
        assert status == 400
        assert f"{review.decisions}, line 1: this is no JSON" in answer
    assert review.decisions.read_text(encoding="utf-8") == "{\n"


def test_a_write_that_fails_is_told_and_leaves_nothing(
    served: str, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    status, answer = post(served, review, [entry(decision_on(review), review)])
    assert status == 500
    assert "No space left on device" in answer
    assert sorted(each.name for each in review.decisions.parent.iterdir()) == ["book.txt"]


def test_an_address_that_is_none_is_refused(served: str, review: Review, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(served, "GET", "http://[", headers={"Host": urlsplit(served).netloc})[0] == 400
    assert post(served, review, b"[]", Content_Length="9" * 5000)[0] == 413
    assert capfd.readouterr().err == ""
