"""How requests come over the connection: before a body is read, too large, too slow, cut short, or no HTTP at all."""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from orderdesk.hub.limits import MAX_SEALED, Limits
from orderdesk.signing.keys import SigningKey
from tests.hub.conftest import Hub
from tests.hub.houses import HubDesk, code_of, name_of

SEALED = b'{"ciphertext":"..."}'


def head_of(desk: HubDesk, path: str, body: bytes, *frame: str) -> str:
    """The header lines of a signed PUT, and those that say how its body comes."""
    return "\r\n".join([*(f"{key}: {value}" for key, value in desk.signed("PUT", path, body).items()), *frame])


def test_an_oversize_body_is_refused_before_it_is_read(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    path = f"{sara.box}/{'0' * 64}"
    text = answer_to(hub, f"PUT {path} HTTP/1.1", f"Content-Length: {MAX_SEALED + 1}", b"")
    assert text.startswith("HTTP/1.1 413 ")
    assert '"code":"too-large"' in text
    data = b"x" * (MAX_SEALED + 1)
    chunked = head_of(mette, path, data, "Transfer-Encoding: chunked")
    text = answer_to(hub, f"PUT {path} HTTP/1.1", chunked, b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data))
    assert text.startswith("HTTP/1.1 413 ")


def test_a_slow_body(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(Limits(body_seconds=1))
    hub.join()
    path = f"{hub.desk('sara-holt').box}/{name_of(SEALED)}"
    head = head_of(hub.desk("mette-krogh"), path, SEALED, f"Content-Length: {len(SEALED)}")
    text = answer_to(hub, f"PUT {path} HTTP/1.1", head, SEALED[:1])
    assert text.startswith("HTTP/1.1 408 ")
    assert '"code":"body-too-slow"' in text
    assert hub.desk("sara-holt").names() == []


def test_nothing_is_read_of_a_request_that_is_refused_by_its_head(make_hub: Callable[..., Hub]) -> None:
    """A hub that waited for the body would answer 408 after a minute: none ever comes."""
    hub = make_hub(Limits(body_seconds=600))
    hub.join()
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    path, length = f"{sara.box}/{name_of(SEALED)}", f"Content-Length: {len(SEALED)}"
    line = f"PUT {path} HTTP/1.1"
    good = head_of(mette, path, SEALED, length)
    assert '"code":"signature-missing"' in answer_to(hub, line, length, b"")
    assert '"code":"signature-missing"' in answer_to(hub, line, "Expect: 100-continue\r\n" + length, b"")
    assert '"code":"signature"' in answer_to(hub, line.replace("sara", "karen"), good, b"")
    without = "\r\n".join(one for one in good.split("\r\n") if not one.startswith("Content-Digest"))
    assert '"code":"digest-missing"' in answer_to(hub, line, without, b"")
    malformed = good.replace("sha-256=:", "md5=:")
    assert '"code":"digest"' in answer_to(hub, line, malformed, b"")
    mette.person = replace(mette.person, http=SigningKey.generate())
    assert '"code":"key-unknown"' in answer_to(hub, line, head_of(mette, path, SEALED, length), b"")
    other = hub.desk("mette-krogh")
    spent = other.signed("PUT", path, SEALED)
    assert other.raw("PUT", path, SEALED, spent).status_code == 201
    again = "\r\n".join([*(f"{key}: {value}" for key, value in spent.items()), length])
    assert '"code":"replayed"' in answer_to(hub, line, again, b"")
    stranger = "\r\n".join(one.replace("lindholm-kommune/", "ukendt/") for one in good.split("\r\n"))
    joining = f"PUT /v1/directories/ukendt/{'0' * 64} HTTP/1.1"
    assert '"code":"signature"' in answer_to(hub, joining, stranger, b"")


def test_a_key_that_is_revoked_while_the_body_comes(hub: Hub) -> None:
    mette, birthe, sara = hub.desk("mette-krogh"), hub.desk("birthe-skov"), hub.desk("sara-holt")
    path, since = f"{sara.box}/{name_of(SEALED)}", hub.clock()
    hub.clock.forward(minutes=10)
    lost = {"key": mette.person.http.did, "at": hub.clock().strftime("%Y-%m-%dT%H:%M:%SZ"), "reason": "lost"}
    directory = hub.municipality.next_version(hub.clock(), revocations=[lost], since=since)
    head = head_of(mette, path, SEALED, f"Content-Length: {len(SEALED)}", "Expect: 100-continue")
    parts = urlsplit(hub.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(f"PUT {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{head}\r\n\r\n".encode())
        assert connection.recv(1024).startswith(b"HTTP/1.1 100 ")  # its head was let in
        assert birthe.publish(directory).status_code == 201
        connection.sendall(SEALED)
        answer = b""
        while b'"code":"key-revoked"' not in answer:
            part = connection.recv(65536)
            assert part, answer
            answer += part
    assert sara.names() == []


def test_a_refusal_reaches_a_client_that_is_still_sending(hub: Hub) -> None:
    """Were the connection ended at once, its reset would overtake the answer; a desk would not try its other key."""
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    data = b"x" * MAX_SEALED
    for _turn in range(5):
        assert code_of(mette.put(sara.person, data, key=SigningKey.generate())) == "key-unknown"
    assert mette.put(sara.person, data).status_code == 201


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET /healthz HTT", b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHo"],
    ids=["nothing", "half-a-line", "after-a-request"],
)
def test_a_head_that_does_not_come(make_hub: Callable[..., Hub], sent: bytes) -> None:
    assert ended(make_hub(Limits(header_seconds=1)), sent).count(b"HTTP/1.1 200 OK") == sent.count(b"\r\n\r\n")


def test_a_refused_body_that_does_not_end(make_hub: Callable[..., Hub]) -> None:
    sent = b"PUT /v1/directories/ukendt/%b HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx" % (b"0" * 64)
    assert ended(make_hub(Limits(header_seconds=1)), sent).startswith(b"HTTP/1.1 401 ")


def test_an_answer_that_nobody_takes(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(Limits(body_seconds=1))
    request = b"GET /v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"
    parts = urlsplit(hub.url)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(30)
        connection.connect((parts.hostname, parts.port))
        with pytest.raises(OSError, match=r"reset|Broken pipe"):
            ask_without_end(connection, request)


def ask_without_end(connection: socket.socket, request: bytes) -> None:
    while True:
        connection.sendall(request)


def ended(hub: Hub, sent: bytes) -> bytes:
    """What the hub answers to these bytes, after which nothing more comes, before it hangs up."""
    parts, received = urlsplit(hub.url), b""
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(sent)
        with suppress(ConnectionResetError):
            while part := connection.recv(65536):
                received += part
    return received


@pytest.mark.parametrize("line", ["GET / HTTP/9", "\0\1\2", "GET  / HTTP/1.1", "æøå"])
def test_what_is_not_http(hub: Hub, line: str) -> None:
    assert "400 Bad Request" in answer_to(hub, line, "", b"")
    assert hub.client.get(hub.url + "/healthz").json() == {"status": "ok"}


def answer_to(hub: Hub, line: str, head: str, body: bytes) -> str:
    """What the hub answers to these very bytes, until it ends the connection."""
    parts = urlsplit(hub.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        lines = [line, f"Host: {parts.netloc}", "Connection: close", *([head] if head else [])]
        with suppress(BrokenPipeError, ConnectionResetError):  # it has answered already
            connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        received = b""
        while b"\r\n\r\n" not in received or b"code" not in received:
            part = connection.recv(65536)
            received += part
            if not part:
                break
        return received.decode()
