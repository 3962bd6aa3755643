"""The exchange through a hub process: put, listed, fetched, settled, published; each twice, late, by the wrong key."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from time import sleep

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from factories import Person
from hub_town import HubRun, Wire, running_hub

from orderdesk.errors import ExchangeUnavailable, InputRefused, NotAdmitted, NotFound, NotPossible
from orderdesk.exchange import hub as hub_module
from orderdesk.exchange import hub_trouble
from orderdesk.exchange.carrier import MAX_SEALED, Envelope, Mailbox, Sign, name_of
from orderdesk.exchange.hub import HubCarrier
from orderdesk.exchange.hub_answers import Refusal
from orderdesk.hub.problems import CODES
from orderdesk.signing.http_messages import new_nonce, sign_request
from orderdesk.signing.keys import SigningKey
from tests.hub.houses import fjordvejen, lindholm

SARA = Mailbox("fjordvejen", "sara-holt")
NUMBERS = count()


def signer(person: Person, *keys: SigningKey, off: timedelta = timedelta()) -> Sign:
    """Signs for `person`, by their own HTTP key where no other is given."""

    def sign(method: str, url: str, body: bytes, content_type: str) -> Iterator[dict[str, str]]:
        for key in keys or (person.http,):
            yield sign_request(method, url, body, content_type, acting=f"{person.org}/{person.id}", key=key,
                               now=datetime.now(UTC) + off, nonce=new_nonce())  # fmt: skip

    return sign


@dataclass
class Line:
    """A hub that both organisations have joined; Mette's line to it, and Sara's."""

    run: HubRun
    people: dict[str, Person]
    mette: HubCarrier
    sara: HubCarrier


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with running_hub(tmp_path_factory.mktemp("hub")) as run:
        houses = (lindholm(), fjordvejen())
        people = {person.id: person for house in houses for person in house.people}
        for house in houses:
            run.register(house.org, house.root.did)
            administrator = next(one for one in house.people if "administrator" in one.roles)
            with closing(HubCarrier(run.url, signer(administrator))) as carrier:
                carrier.publish(house.org, house.next_version(datetime.now(UTC) - timedelta(minutes=1)))
        mette, sara = (HubCarrier(run.url, signer(people[name])) for name in ("mette-krogh", "sara-holt"))
        yield Line(run, people, mette, sara)
        mette.close()
        sara.close()


@pytest.fixture(autouse=True)
def _empty(line: Line) -> None:
    for envelope in line.sara.waiting(SARA):
        line.sara.acknowledge(SARA, envelope)


def sealed(size: int = 200) -> bytes:
    """Bytes that were not put before; the hub does not look into them."""
    return (b"forseglet %d " % next(NUMBERS)).ljust(size, b"x")


def test_what_is_put_waits_is_fetched_and_then_waits_no_more(line: Line) -> None:
    data = sealed(MAX_SEALED)
    name = line.mette.put(SARA, data)
    assert name == name_of(data)
    waiting = line.sara.waiting(SARA)
    assert waiting == [Envelope(name, MAX_SEALED)]
    assert line.sara.fetch(SARA, waiting[0]) == data
    assert line.sara.waiting(SARA) == waiting, "fetching is not taking"
    for _twice in range(2):
        line.sara.acknowledge(SARA, waiting[0])
    assert line.sara.waiting(SARA) == []
    with pytest.raises(NotFound):
        line.sara.fetch(SARA, waiting[0])


def test_what_is_put_twice_waits_once_and_what_was_taken_does_not_come_again(line: Line) -> None:
    data = sealed()
    envelope = Envelope(line.mette.put(SARA, data), len(data))
    line.mette.put(SARA, data)
    assert line.sara.waiting(SARA) == [envelope]
    line.sara.acknowledge(SARA, envelope)
    assert line.mette.put(SARA, data) == envelope.name
    assert line.sara.waiting(SARA) == []


def test_an_answer_to_putting_that_is_lost_leaves_one_envelope(line: Line) -> None:
    data = sealed()
    line.run.wire.cut[b"PUT"] = 1
    with pytest.raises(ExchangeUnavailable, match="the line broke"):
        line.mette.put(SARA, data)
    assert [envelope.name for envelope in line.sara.waiting(SARA)] == [name_of(data)]
    line.mette.put(SARA, data)
    assert len(line.sara.waiting(SARA)) == 1


def test_a_long_list_comes_page_by_page_in_the_order_of_arrival(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "_PAGE", 4)
    names = [line.mette.put(SARA, sealed()) for _number in range(11)]
    assert [envelope.name for envelope in line.sara.waiting(SARA)] == names


@pytest.mark.parametrize("twice", [False, True])
def test_what_is_rejected_waits_no_more(line: Line, twice: bool) -> None:
    data = sealed()
    envelope = Envelope(line.mette.put(SARA, data), len(data))
    for _time in range(1 + twice):
        line.sara.reject(SARA, envelope, "bad-signature")
    assert line.sara.waiting(SARA) == []


def test_settling_what_never_was_there_is_no_error(line: Line) -> None:
    envelope = Envelope(name_of(sealed()), 200)
    line.sara.acknowledge(SARA, envelope)
    line.sara.reject(SARA, envelope, "other")
    with pytest.raises(InputRefused):
        line.sara.reject(SARA, envelope, "Jens Ærø kunne ikke læses")


@pytest.mark.parametrize("data", [b"", b"x" * (MAX_SEALED + 1)], ids=["nothing", "too much"])
def test_sizes_are_looked_at_before_anything_goes(line: Line, data: bytes) -> None:
    with pytest.raises(InputRefused, match="sealed document"):
        line.mette.put(SARA, data)


def test_a_reader_without_a_mailbox_holds_up_nobody_else(line: Line) -> None:
    with pytest.raises(NotPossible, match="no mailbox") as error:
        line.mette.put(Mailbox("fjordvejen", "bo-lund"), sealed())
    assert "bo-lund" not in str(error.value)


def test_somebody_elses_mailbox_stays_closed(line: Line) -> None:
    for attempt in (
        lambda: line.mette.waiting(SARA),
        lambda: line.mette.fetch(SARA, Envelope("0" * 64, 9)),
        lambda: line.mette.acknowledge(SARA, Envelope("0" * 64, 9)),
    ):
        with pytest.raises(ExchangeUnavailable, match="not-yours") as error:
            attempt()
        assert "sara-holt" not in str(error.value)


def test_a_key_that_the_hub_does_not_know_lets_nobody_in(line: Line) -> None:
    stranger = SigningKey.generate()
    with closing(HubCarrier(line.run.url, signer(line.people["sara-holt"], stranger))) as carrier:
        with pytest.raises(NotAdmitted, match="does not know this desk's key"):
            carrier.waiting(SARA)
        with pytest.raises(NotAdmitted):
            carrier.directories()
    with closing(
        HubCarrier(line.run.url, signer(line.people["sara-holt"], stranger, line.people["sara-holt"].http))
    ) as both:
        assert both.waiting(SARA) == []
    with closing(HubCarrier(line.run.url, lambda *_request: iter(()))) as nothing, pytest.raises(NotAdmitted):
        nothing.waiting(SARA)


@pytest.mark.parametrize(("minutes", "says"), [(7, "7 min ahead"), (-12, "12 min behind")])
def test_clocks_that_are_apart_are_told_with_the_hubs_time(line: Line, minutes: int, says: str) -> None:
    wrong = signer(line.people["sara-holt"], off=timedelta(minutes=minutes))
    with closing(HubCarrier(line.run.url, wrong)) as carrier, pytest.raises(ExchangeUnavailable) as error:
        carrier.waiting(SARA)
    assert says in error.value.message
    assert datetime.now().astimezone().strftime("%Y-%m-%d") in error.value.message


def test_directories_come_with_their_history_and_only_once(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "_DIRECTORY_PAGE", 1)
    with closing(HubCarrier(line.run.url, signer(line.people["sara-holt"]))) as carrier:
        assert len(carrier.directories(everyone=True)) == 1  # of strangers administrators alone
    with closing(HubCarrier(line.run.url, signer(line.people["karen-toft"]))) as carrier:
        found = carrier.directories()
        assert [b'"org":"fjordvejen"' in one for one in found] == [True]
        assert len(carrier.directories(everyone=True)) == 2
        assert carrier.directories() == found
        for changes in ({"after": 999}, {"epoch": "0" * 16}):  # the hub was set back to a copy of last week
            vars(carrier._directories).update(changes)
            assert carrier.directories() == found


def test_who_listens_is_told_that_the_hub_was_set_back(line: Line) -> None:
    line.sara.waiting(SARA)
    assert line.sara.listen(SARA, 0) is False
    line.sara._seen[SARA] = (line.sara._seen[SARA][0], "0" * 16)
    assert line.sara.listen(SARA, 20) is True


def test_a_directory_that_does_not_follow_is_told_with_the_check(line: Line) -> None:
    house = fjordvejen()
    later = datetime.now(UTC) - timedelta(seconds=5)
    house.next_version(later)
    forked = house.next_version(later)
    with closing(HubCarrier(line.run.url, signer(line.people["karen-toft"]))) as carrier:
        with pytest.raises(ExchangeUnavailable, match="does not take your organisation's directory"):
            carrier.publish("fjordvejen", forked)
        with pytest.raises(InputRefused):
            carrier.publish("fjordvejen", b"x" * (256 * 1024 + 1))


def test_who_listens_is_told_when_something_comes(line: Line) -> None:
    line.sara.waiting(SARA)
    assert line.sara.listen(SARA, 0) is False
    line.mette.put(SARA, sealed())
    assert line.sara.listen(SARA, 20) is True
    line.sara.waiting(SARA)
    assert line.sara.listen(SARA, 1) is False


def test_a_large_backlog_goes_at_the_pace_that_the_hub_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        sleep(seconds)

    monkeypatch.setattr("orderdesk.exchange.hub_line.time.sleep", pause)
    house, karen = fjordvejen(), Mailbox("fjordvejen", "karen-toft")
    with running_hub(tmp_path, requests_a_minute=30) as run:
        run.register(house.org, house.root.did)
        with closing(HubCarrier(run.url, signer(house["karen-toft"]))) as carrier:
            carrier.publish(house.org, house.next_version(datetime.now(UTC) - timedelta(minutes=1)))
            while not pauses:  # 30 at once, and then one in two seconds
                assert carrier.waiting(karen) == []
            assert carrier.waiting(karen) == []
    assert 1 <= max(pauses) <= 3


def test_what_the_hub_has_damaged_is_not_taken(line: Line) -> None:
    data = sealed()
    envelope = Envelope(line.mette.put(SARA, data), len(data))
    for damage in (b"forbyttet", b"x" * (MAX_SEALED + 1)):
        with closing(sqlite3.connect(line.run.database, timeout=20)) as database:
            database.execute("UPDATE contents SET sealed = ?", (damage,))
            database.commit()
        with pytest.raises(ExchangeUnavailable):
            line.sara.fetch(SARA, envelope)
    assert line.sara.waiting(SARA) == [envelope]


def test_the_hub_says_of_itself_by_which_address_it_is_known(line: Line) -> None:
    assert line.sara.describe() == f"The exchange is the hub {line.run.url}, and it can be reached."
    with closing(Wire()) as other:
        other.target = line.run.wire.target
        with closing(HubCarrier(f"http://127.0.0.1:{other.port}", signer(line.people["sara-holt"]))) as carrier:
            assert "knows itself by another address" in carrier.describe()
            with pytest.raises(ExchangeUnavailable, match="signature does not fit"):
                carrier.waiting(SARA)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_refusal_of_the_hub_is_a_sentence(code: str) -> None:
    moment = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    error = hub_trouble.refused("https://hub.example", Refusal(code=code, now=moment), "", moment)
    assert isinstance(error, ExchangeUnavailable | NotPossible)
    assert error.message.endswith(".")
    assert error.advice.endswith(".")
    assert "{" not in str(error)


def authority(folder: Path) -> None:
    """A house's own certificate for 127.0.0.1, with its key: hub.pem and hub.key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lindholm Kommune, prøve")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "hub.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "hub.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def test_by_https_a_hub_is_believed_by_its_certificate_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority(tmp_path)
    tls = ("--tls-cert", str(tmp_path / "hub.pem"), "--tls-key", str(tmp_path / "hub.key"))
    house = fjordvejen()
    with running_hub(tmp_path, *tls) as run:
        assert run.url.startswith("https://")
        run.register(house.org, house.root.did)
        with closing(HubCarrier(run.url, signer(house["karen-toft"]))) as carrier:
            directory = house.next_version(datetime.now(UTC) - timedelta(minutes=1))
            with pytest.raises(ExchangeUnavailable, match="does not trust the certificate"):
                carrier.publish(house.org, directory)
            carrier.close()  # the next request opens the line anew
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "hub.pem"))
            carrier.publish(house.org, directory)
            assert carrier.waiting(Mailbox("fjordvejen", "karen-toft")) == []
