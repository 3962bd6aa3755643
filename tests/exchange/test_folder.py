"""The folder exchange in fair weather: put, look, fetch, take, refuse, publish."""

import os
from pathlib import Path

import pytest

from orderdesk.errors import InputRefused, NotFound
from orderdesk.exchange.carrier import MAX_DIRECTORY, MAX_SEALED, Carrier, Envelope, Mailbox, name_of
from orderdesk.exchange.folder import FolderCarrier

BIRTHE = Mailbox("randers", "birthe-moeller")
JONAS = Mailbox("vejen-videre", "jonas")
ORDER = "Forseglet bestilling: mål, spørgsmål og frist for Åse Ærø".encode()
REPORT = "Forseglet månedsrapport, november".encode()


@pytest.fixture
def exchange(tmp_path: Path) -> FolderCarrier:
    return FolderCarrier(tmp_path)


def box_of(root: Path, mailbox: Mailbox) -> Path:
    return root / "mailboxes" / mailbox.org / mailbox.person


def test_it_is_a_carrier(exchange: FolderCarrier) -> None:
    carrier: Carrier = exchange
    assert carrier.waiting(JONAS) == []


def test_what_was_put_waits_until_it_is_acknowledged(exchange: FolderCarrier, tmp_path: Path) -> None:
    name = exchange.put(JONAS, ORDER)
    assert name == name_of(ORDER)
    assert exchange.waiting(JONAS) == [Envelope(name, len(ORDER))]
    assert exchange.waiting(BIRTHE) == []
    assert exchange.fetch(JONAS, Envelope(name, len(ORDER))) == ORDER
    assert exchange.waiting(JONAS) == [Envelope(name, len(ORDER))], "fetching is not taking"
    exchange.acknowledge(JONAS, Envelope(name, len(ORDER)))
    assert exchange.waiting(JONAS) == []
    assert not (box_of(tmp_path, JONAS) / f"{name}.sealed").exists()


def test_put_twice_is_once_and_acknowledged_twice_is_once(exchange: FolderCarrier) -> None:
    assert exchange.put(JONAS, ORDER) == exchange.put(JONAS, ORDER)
    (envelope,) = exchange.waiting(JONAS)
    exchange.acknowledge(JONAS, envelope)
    exchange.acknowledge(JONAS, envelope)
    assert exchange.waiting(JONAS) == []


def test_put_again_after_it_was_taken_is_not_delivered_again(exchange: FolderCarrier) -> None:
    envelope = Envelope(exchange.put(JONAS, ORDER), len(ORDER))
    exchange.acknowledge(JONAS, envelope)
    assert exchange.put(JONAS, ORDER) == envelope.name
    assert exchange.waiting(JONAS) == []
    with pytest.raises(NotFound):
        exchange.fetch(JONAS, envelope)


def test_acknowledging_what_never_came_does_not_keep_it_out(exchange: FolderCarrier) -> None:
    envelope = Envelope(name_of(ORDER), len(ORDER))
    exchange.acknowledge(JONAS, envelope)
    exchange.put(JONAS, ORDER)
    assert exchange.waiting(JONAS) == [envelope]


def test_the_order_of_arrival_is_kept_as_far_as_the_files_tell(exchange: FolderCarrier, tmp_path: Path) -> None:
    names = [exchange.put(JONAS, f"rapport {number}".encode()) for number in range(5)]
    for age, name in enumerate(names):
        os.utime(box_of(tmp_path, JONAS) / f"{name}.sealed", (1_790_000_000 + age, 1_790_000_000 + age))
    assert [envelope.name for envelope in exchange.waiting(JONAS)] == names
    for name in names:  # a stick whose clock stood still
        os.utime(box_of(tmp_path, JONAS) / f"{name}.sealed", (1_790_000_000, 1_790_000_000))
    assert [envelope.name for envelope in exchange.waiting(JONAS)] == sorted(names)
    assert FolderCarrier(tmp_path).waiting(JONAS) == exchange.waiting(JONAS)


def test_a_refused_document_lies_aside_with_its_reason(exchange: FolderCarrier, tmp_path: Path) -> None:
    envelope = Envelope(exchange.put(JONAS, ORDER), len(ORDER))
    exchange.reject(JONAS, envelope, "not-trusted")
    exchange.reject(JONAS, envelope, "not-trusted")
    assert exchange.waiting(JONAS) == []
    refused = box_of(tmp_path, JONAS) / "refused"
    assert (refused / f"{envelope.name}.sealed").read_bytes() == ORDER
    assert (refused / f"{envelope.name}.reason").read_text(encoding="utf-8") == "not-trusted\n"
    exchange.put(JONAS, ORDER)
    assert exchange.waiting(JONAS) == [], "refused once is refused"
    (refused / f"{envelope.name}.sealed").rename(box_of(tmp_path, JONAS) / f"{envelope.name}.sealed")
    assert exchange.waiting(JONAS) == [envelope], "a person can move it back"


def test_a_reason_that_is_no_code_is_refused_and_nothing_moves(exchange: FolderCarrier) -> None:
    envelope = Envelope(exchange.put(JONAS, ORDER), len(ORDER))
    with pytest.raises(InputRefused) as refusal:
        exchange.reject(JONAS, envelope, "kunne ikke åbnes")
    assert refusal.value.check == "refusal-reason"
    assert exchange.waiting(JONAS) == [envelope]


def test_the_largest_goes_through_and_one_byte_more_does_not(exchange: FolderCarrier) -> None:
    largest = b"x" * MAX_SEALED
    envelope = Envelope(exchange.put(JONAS, largest), MAX_SEALED)
    assert exchange.fetch(JONAS, envelope) == largest
    for wrong in (b"", b"x" * (MAX_SEALED + 1)):
        with pytest.raises(InputRefused) as refusal:
            exchange.put(JONAS, wrong)
        assert refusal.value.check == "sealed-size"


def test_directories_come_back_by_organisation_oldest_first(exchange: FolderCarrier, tmp_path: Path) -> None:
    versions = [b'{"version":%d}' % number for number in range(4)]
    for age, version in enumerate(versions):
        exchange.publish("randers", version)
        written = 1_790_000_000 + age
        os.utime(tmp_path / "directories" / "randers" / f"{name_of(version)}.json", (written, written))
    exchange.publish("aarhus", b'{"org":"aarhus"}')
    exchange.publish("randers", versions[0])
    assert exchange.directories() == [b'{"org":"aarhus"}', *versions]


def test_directories_are_read_with_caps_and_checked_by_name(exchange: FolderCarrier, tmp_path: Path) -> None:
    exchange.publish("randers", b'{"version":1}')
    folder = tmp_path / "directories" / "randers"
    (folder / f"{'a' * 64}.json").write_bytes(b'{"version":')
    (folder / f"{name_of(b'x' * (MAX_DIRECTORY + 1))}.json").write_bytes(b"x" * (MAX_DIRECTORY + 1))
    (folder / f"{name_of(b'2')} (1).json").write_bytes(b"2")
    (folder / "desktop.ini").write_bytes(b"[.ShellClassInfo]")
    (tmp_path / "directories" / "Nyt bibliotek").mkdir()
    (tmp_path / "directories" / "Thumbs.db").write_bytes(b"\0")
    assert sorted(exchange.directories()) == [b"2", b'{"version":1}']
    for wrong in (b"", b"x" * (MAX_DIRECTORY + 1)):
        with pytest.raises(InputRefused) as refusal:
            exchange.publish("randers", wrong)
        assert refusal.value.check == "directory-size"
    with pytest.raises(InputRefused):
        exchange.publish("../randers", b"{}")


def test_more_versions_than_the_cap_leave_the_newest(exchange: FolderCarrier, tmp_path: Path) -> None:
    folder = tmp_path / "directories" / "randers"
    folder.mkdir(parents=True)
    for number in range(300):
        document = b'{"version":%d}' % number
        path = folder / f"{name_of(document)}.json"
        path.write_bytes(document)
        os.utime(path, (1_790_000_000 + number, 1_790_000_000 + number))
    assert exchange.directories() == [b'{"version":%d}' % number for number in range(44, 300)]
