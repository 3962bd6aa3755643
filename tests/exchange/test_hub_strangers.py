"""What answers at the address is no hub: a sign-in page, a proxy in trouble, other bytes, or nobody."""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from orderdesk.errors import ExchangeUnavailable, NoRoom
from orderdesk.exchange.carrier import MAX_SEALED, Envelope, Mailbox
from orderdesk.exchange.hub import HubCarrier

SARA = Mailbox("fjordvejen", "sara-holt")
ENVELOPE = Envelope("0" * 64, 9)
PROBLEM = "application/problem+json"


def unsigned(method: str, url: str, body: bytes, content_type: str) -> Iterator[dict[str, str]]:
    """These strangers do not ask for a signature."""
    return iter([{"Content-Type": content_type}])


def http(status: str, body: bytes, media: str = "application/json", *more: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", "Connection: close", *more]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@contextmanager
def saying(answer: bytes) -> Iterator[str]:
    """Something that listens and gives every caller the same bytes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                caller, _address = listener.accept()
            except OSError:
                return
            with closing(caller), suppress(OSError):
                caller.recv(65536)
                caller.sendall(answer)
                caller.shutdown(socket.SHUT_WR)
                while caller.recv(65536):
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=10)


ROW = {"seq": 1, "name": "0" * 64, "size": 9}
PAGE = {"envelopes": [ROW], "next": 1, "more": False}
ANSWERS = {
    "nothing at all": b"",
    "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n",
    "a sign-in page": http("200 OK", "<html>Log på gæstenettet</html>".encode(), "text/html"),
    "a redirect": http("302 Found", b"", "text/html", "Location: https://login.example/"),
    "a proxy's error": http("502 Bad Gateway", b"<html>502</html>", "text/html"),
    "a problem without a code": http("403 Forbidden", b'{"title":"no"}', PROBLEM),
    "a code that is none": http("403 Forbidden", b'{"code":"../../Jens \xc3\x86r\xc3\xb8"}', PROBLEM),
    "a problem without an end": http("400 Bad Request", b'{"code":"' + b"x" * 100_000, PROBLEM),
    "cut short": http("200 OK", b'{"envelopes":[', length=500),
    "compressed": http("200 OK", gzip.compress(b"0" * 50_000_000), "application/json", "Content-Encoding: gzip"),
    "far too long": http("200 OK", b" " * 3_000_000 + json.dumps(PAGE).encode()),
    "another shape": http("200 OK", b'{"envelopes": 3, "next": "x", "more": null}'),
    "not JSON": http("200 OK", b"\xff\xfe{"),
    "deep": http("200 OK", b"[" * 100_000),
    "names that are none": http("200 OK", json.dumps({**PAGE, "envelopes": [{**ROW, "name": "../x"}]}).encode()),
    "no size": http("200 OK", json.dumps({**PAGE, "envelopes": [{**ROW, "size": -1}]}).encode()),
    "pages without an end": http("200 OK", json.dumps({**PAGE, "next": 0, "more": True}).encode()),
}


def asks(carrier: HubCarrier) -> list[Callable[[], object]]:
    """Everything that a hub can be asked for."""
    return [
        lambda: carrier.put(SARA, b"forseglet"),
        lambda: carrier.waiting(SARA),
        lambda: carrier.fetch(SARA, ENVELOPE),
        lambda: carrier.acknowledge(SARA, ENVELOPE),
        lambda: carrier.reject(SARA, ENVELOPE, "other"),
        lambda: carrier.publish("fjordvejen", b"{}"),
        lambda: carrier.directories(),
    ]


@pytest.mark.parametrize("case", sorted(ANSWERS))
def test_what_is_no_hub_is_told_from_one_and_nothing_is_believed(case: str) -> None:
    with saying(ANSWERS[case]) as url, closing(HubCarrier(url, unsigned)) as carrier:
        for ask in asks(carrier):
            with pytest.raises(ExchangeUnavailable) as error:
                ask()
            assert error.value.message.startswith(("What ", "The hub "))
            assert not any(word in str(error.value) for word in ("sara-holt", "fjordvejen", "Jens"))
        assert "cannot be reached now" in carrier.describe()


LATER = {
    "a hub that counts": (http("429 Slow", b'{"code":"too-many-requests","retry_after":90}', PROBLEM), 90),
    "a hub without its database": (http("503 No", b'{"code":"unavailable"}', PROBLEM, "Retry-After: 17"), 17),
    "a proxy that counts": (http("429 Too Many Requests", b"slow down", "text/plain", "Retry-After: 33"), 33),
    "a proxy that is mended": (http("503 Service Unavailable", b"<html>", "text/html", "Retry-After: 600"), 600),
    "a proxy without a word": (http("503 Service Unavailable", b"<html>", "text/html"), 0),
    "a word that is none": (http("503 Service Unavailable", b"<html>", "text/html", "Retry-After: soon"), 0),
    "a day that is past": (
        http("503 Service Unavailable", b"", "text/html", "Retry-After: Fri, 01 Nov 2019 08:00:00 GMT"), 0),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(LATER))
def test_for_how_long_to_leave_it_alone_is_heard_whoever_says_it(case: str) -> None:
    answer, seconds = LATER[case]
    with saying(answer) as url, closing(HubCarrier(url, unsigned)) as carrier:
        with pytest.raises(ExchangeUnavailable) as error:
            carrier.waiting(SARA)
        assert error.value.retry_after == seconds


def test_a_day_on_which_to_come_again_is_so_many_seconds_ahead() -> None:
    then = format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)
    answer = http("503 Service Unavailable", b"", "text/html", f"Retry-After: {then}")
    with saying(answer) as url, closing(HubCarrier(url, unsigned)) as carrier:
        with pytest.raises(ExchangeUnavailable) as error:
            carrier.waiting(SARA)
        assert 200 < error.value.retry_after <= 300


def test_a_full_house_is_trouble_of_one_receiver_and_says_when_to_come_again() -> None:
    answer = http("507 Insufficient Storage", b'{"code":"full"}', PROBLEM, "Retry-After: 45")
    with saying(answer) as url, closing(HubCarrier(url, unsigned)) as carrier:
        with pytest.raises(NoRoom) as error:
            carrier.put(SARA, b"forseglet")
        assert error.value.retry_after == 45


def test_more_than_an_envelope_can_hold_is_not_read() -> None:
    with (
        saying(http("200 OK", b"x" * (MAX_SEALED + 1))) as url,
        closing(HubCarrier(url, unsigned)) as carrier,
        pytest.raises(ExchangeUnavailable, match="is not a hub"),
    ):
        carrier.fetch(SARA, ENVELOPE)


def test_another_name_than_the_one_that_was_put_is_no_yes() -> None:
    kept = json.dumps({"name": "0" * 64, "new": True}).encode()
    with (
        saying(http("201 Created", kept)) as url,
        closing(HubCarrier(url, unsigned)) as carrier,
        pytest.raises(ExchangeUnavailable),
    ):
        carrier.put(SARA, b"forseglet")


def test_where_nobody_listens_the_line_is_down() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    with closing(HubCarrier(f"http://127.0.0.1:{port}", unsigned)) as carrier:
        for ask in asks(carrier):
            with pytest.raises(ExchangeUnavailable, match="cannot be reached"):
                ask()
