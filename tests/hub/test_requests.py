"""Who is let in: every way in which a request is refused, as a desk would see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from orderdesk.hub.limits import Limits
from orderdesk.signing.http_messages import LIFETIME, SKEW
from orderdesk.signing.keys import SigningKey
from tests.hub.conftest import Hub
from tests.hub.houses import code_of, name_of

SEALED = b'{"ciphertext":"..."}'


def test_a_wrong_key(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    answer = sara.send("GET", sara.box, key=SigningKey.generate())
    assert (answer.status_code, code_of(answer)) == (403, "key-unknown")


@pytest.mark.parametrize("use", ["signing", "http"])
def test_a_key_for_something_else_or_of_a_colleague(hub: Hub, use: str) -> None:
    sara, ahmed = hub.desk("sara-holt"), hub.desk("ahmed-yildiz")
    key = sara.person.signing if use == "signing" else ahmed.person.http
    assert code_of(sara.send("GET", sara.box, key=key)) == "key-unknown"


def test_acting_for_somebody_else(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    for acting in ("fjordvejen/karen-toft", "lindholm-kommune/sara-holt", "ukendt/sara-holt"):
        assert code_of(sara.send("GET", sara.box, acting=acting)) == "key-unknown"
    for acting in ("fjordvejen", "fjordvejen/", "Fjordvejen/sara-holt", "fjordvejen/sara-holt/x"):
        assert code_of(sara.send("GET", sara.box, acting=acting)) == "acting"


def test_a_revoked_key(hub: Hub) -> None:
    sara, karen = hub.desk("sara-holt"), hub.desk("karen-toft")
    assert sara.send("GET", sara.box).status_code == 200
    since = hub.clock()
    hub.clock.forward(hours=1)
    lost = {"key": sara.person.http.did, "at": hub.clock().strftime("%Y-%m-%dT%H:%M:%SZ"), "reason": "lost"}
    directory = hub.provider.next_version(hub.clock(), revocations=[lost], since=since)
    assert karen.publish(directory).status_code == 201
    answer = sara.send("GET", sara.box)
    assert (answer.status_code, code_of(answer)) == (403, "key-revoked")
    hub.clock.forward(hours=1)
    assert karen.publish(hub.provider.next_version(hub.clock(), since=since)).status_code == 201
    assert code_of(sara.send("GET", sara.box)) == "key-revoked"  # a later version does not take it back
    assert code_of(sara.publish(hub.provider.next_version(hub.clock(), since=since))) == "key-revoked"


def test_a_key_whose_time_is_over_or_has_not_come(hub: Hub) -> None:
    sara, karen = hub.desk("sara-holt"), hub.desk("karen-toft")
    since = hub.clock()
    hub.clock.forward(hours=1)
    members = hub.provider.members(since)
    end = hub.clock() + timedelta(hours=1)
    for key in members[0]["keys"]:
        key["until"] = end.strftime("%Y-%m-%dT%H:%M:%SZ")
    for key in members[1]["keys"]:
        key["since"] = end.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert karen.publish(hub.provider.next_version(hub.clock(), members=members)).status_code == 201
    ahmed = hub.desk("ahmed-yildiz")
    assert sara.send("GET", sara.box).status_code == 200
    assert code_of(ahmed.send("GET", ahmed.box)) == "key-period"
    hub.clock.forward(hours=1)
    assert code_of(sara.send("GET", sara.box)) == "key-period"
    assert ahmed.send("GET", ahmed.box).status_code == 200


def test_somebody_who_has_left(hub: Hub) -> None:
    sara, karen = hub.desk("sara-holt"), hub.desk("karen-toft")
    members = [one for one in hub.provider.members(hub.clock()) if one["person"] != "sara-holt"]
    assert karen.publish(hub.provider.next_version(hub.clock(), members=members)).status_code == 201
    assert code_of(sara.send("GET", sara.box)) == "key-unknown"


def test_an_expired_directory_lets_in_its_successor_alone(hub: Hub) -> None:
    sara, karen = hub.desk("sara-holt"), hub.desk("karen-toft")
    since = hub.clock()
    hub.clock.forward(days=400)
    answer = sara.send("GET", sara.box)
    assert (answer.status_code, code_of(answer)) == (403, "directory-expired")
    assert karen.publish(hub.provider.next_version(hub.clock(), since=since)).status_code == 201
    assert sara.send("GET", sara.box).status_code == 200


def test_an_expired_request(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    headers = sara.signed("GET", sara.box)
    hub.clock.forward(minutes=1, seconds=SKEW.total_seconds())
    answer = sara.raw("GET", sara.box, b"", headers)
    assert (answer.status_code, code_of(answer)) == (401, "expires")
    assert answer.json()["now"] == hub.clock().isoformat()
    assert answer.headers["www-authenticate"] == "Signature"


def test_a_request_from_a_clock_that_is_ahead(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    hub.clock.forward(minutes=5)
    headers = sara.signed("GET", sara.box)
    hub.clock.forward(minutes=-5)
    assert code_of(sara.raw("GET", sara.box, b"", headers)) == "created"


def test_a_request_that_counts_for_too_long(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    assert code_of(sara.send("GET", sara.box, lifetime=LIFETIME + timedelta(seconds=1))) == "expires"


def test_a_replayed_request(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    headers = sara.signed("GET", sara.box)
    assert sara.raw("GET", sara.box, b"", headers).status_code == 200
    answer = sara.raw("GET", sara.box, b"", headers)
    assert (answer.status_code, code_of(answer)) == (401, "replayed")


def test_a_replayed_request_at_another_process(hub: Hub, make_hub: Callable[..., Hub]) -> None:
    other = make_hub(clock=hub.clock)
    sara = hub.desk("sara-holt")
    headers = sara.signed("GET", sara.box)
    assert sara.raw("GET", sara.box, b"", headers).status_code == 200
    there = other.client.get(other.url + sara.box, headers=headers)
    assert code_of(there) == "signature"  # it was signed for the address of the first
    again = sara.signed("GET", sara.box, nonce="n" * 16)
    assert sara.raw("GET", sara.box, b"", again).status_code == 200
    sara.url, sara.client = other.url, other.client
    assert code_of(sara.send("GET", sara.box, nonce="n" * 16)) == "replayed"


def test_a_refused_request_does_not_use_up_a_nonce(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    headers = sara.signed("GET", sara.box)
    broken = {**headers, "Signature": headers["Signature"].replace("=:", "A=:", 1)}
    assert sara.raw("GET", sara.box, b"", broken).status_code == 401
    assert sara.raw("GET", sara.box, b"", headers).status_code == 200


def test_a_changed_body_and_a_missing_digest(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    path = f"{sara.box}/{name_of(SEALED)}"
    headers = mette.signed("PUT", path, SEALED)
    assert code_of(mette.raw("PUT", path, SEALED.replace(b".", b":"), headers)) == "digest"
    without = {key: value for key, value in headers.items() if key != "Content-Digest"}
    assert code_of(mette.raw("PUT", path, SEALED, without)) == "digest-missing"
    assert code_of(mette.raw("PUT", path, SEALED, {})) == "signature-missing"
    other = f"{sara.box}/{name_of(b'andet')}"
    assert code_of(mette.raw("PUT", other, SEALED, headers)) == "signature"
    assert sara.names() == []


def test_the_query_is_signed(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    headers = sara.signed("GET", f"{sara.box}?after=0")
    assert code_of(sara.raw("GET", f"{sara.box}?after=1", b"", headers)) == "signature"


def test_a_compressed_body(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    path = f"{sara.box}/{name_of(SEALED)}"
    headers = {**mette.signed("PUT", path, SEALED), "Content-Encoding": "gzip"}
    answer = mette.raw("PUT", path, SEALED, headers)
    assert (answer.status_code, code_of(answer)) == (415, "encoded")


def test_malformed_messages(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    mette.put(sara.person, SEALED)
    for body in (b"", b"{", b"[]", b'{"reason":7}', b'{"reason":"other","text":"Rikke"}', b"\xff", b"[" * 900):
        path = f"{sara.box}/{name_of(SEALED)}/reject"
        assert code_of(sara.send("POST", path, body, content_type="application/json")) == "malformed"
    assert code_of(sara.send("POST", path, b" " * 1025, content_type="application/json")) == "too-large"
    for query in ("after=-1", "after=x", "limit=0", "limit=501", "wait=61", f"after={2**63}"):
        assert code_of(sara.send("GET", f"{sara.box}?{query}")) == "malformed"


def test_paths_and_methods_that_are_none(hub: Hub) -> None:
    def get(path: str, method: str = "GET") -> tuple[int, str]:
        answer = hub.client.request(method, hub.url + path)
        return answer.status_code, code_of(answer)

    assert get("/") == (404, "not-found")
    assert get("/v1/nothing") == (404, "not-found")
    assert get("/v2/capabilities") == (404, "unknown-version")
    assert get("/v1/capabilities", "DELETE") == (405, "not-allowed-method")
    assert hub.client.get(hub.url + "/v9/x").json()["versions"] == ["v1"]


def test_too_many_requests_by_one_person(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(Limits(requests_a_minute=3))
    hub.join()
    sara, ahmed = hub.desk("sara-holt"), hub.desk("ahmed-yildiz")
    assert [sara.send("GET", sara.box).status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = sara.send("GET", sara.box)
    assert (code_of(answer), answer.headers["retry-after"]) == ("too-many-requests", "21")
    assert ahmed.send("GET", ahmed.box).status_code == 200
    hub.clock.forward(seconds=20)
    assert sara.send("GET", sara.box).status_code == 200
    assert sara.send("GET", sara.box).status_code == 429
