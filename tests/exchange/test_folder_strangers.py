"""What else lies in a shared folder: copies, links, halves, other programs' files. None of it is an error."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orderdesk.errors import ExchangeUnavailable, InputRefused, NotFound
from orderdesk.exchange.carrier import MAX_SEALED, Envelope, Mailbox, name_of
from orderdesk.exchange.folder import FolderCarrier

JONAS = Mailbox("vejen-videre", "jonas")
ORDER = "Forseglet bestilling: afklaring af skånehensyn".encode() * 20
NAME = name_of(ORDER)
ENVELOPE = Envelope(NAME, len(ORDER))

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


class Clock:
    """A clock that a test sets. Starts at the real time, as the files' times are real."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def box(tmp_path: Path) -> Path:
    folder = tmp_path / "mailboxes" / "vejen-videre" / "jonas"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    "copy",
    [
        f"{NAME} (1).sealed",
        f"{NAME} - Kopi.sealed",
        f"Kopi af {NAME}.sealed",
        f"{NAME}-JOBCENTER-PC7.sealed",
        f"{NAME}.sync-conflict-20261130-093000-ABCDEFG.sealed",
        f"{NAME} (Bodils konflikteksemplar 2026-11-30).sealed",
        f"{NAME.upper()}.SEALED",
    ],
)
def test_a_doubled_file_under_another_name_is_the_same_document(tmp_path: Path, box: Path, copy: str) -> None:
    exchange = FolderCarrier(tmp_path)
    (box / copy).write_bytes(ORDER)
    assert exchange.waiting(JONAS) == [ENVELOPE], "a copy alone is enough"
    assert exchange.fetch(JONAS, ENVELOPE) == ORDER
    exchange.put(JONAS, ORDER)
    assert exchange.waiting(JONAS) == [ENVELOPE]
    exchange.acknowledge(JONAS, ENVELOPE)
    assert list(box.glob("*.[sS]*")) == []
    (box / copy).write_bytes(ORDER)  # the other machine syncs late
    assert exchange.waiting(JONAS) == []
    assert not (box / copy).exists()


def test_files_of_other_programs_are_left_alone(tmp_path: Path, box: Path) -> None:
    strangers = ["Thumbs.db", "desktop.ini", ".DS_Store", "brev.sealed", f".{NAME}.sealed.x7Gh", f"~{NAME}.sealed"]
    strangers += [f"{NAME}.sealed.part", f"a{NAME}.sealed", "Læs mig først.txt", f".syncthing.{NAME}.sealed.tmp"]
    for stranger in strangers:
        (box / stranger).write_bytes(ORDER)
    (box / f"{'b' * 64}.sealed").mkdir()
    exchange = FolderCarrier(tmp_path)
    assert exchange.waiting(JONAS) == []
    exchange.put(JONAS, ORDER)
    assert exchange.waiting(JONAS) == [ENVELOPE]
    exchange.acknowledge(JONAS, ENVELOPE)
    assert all((box / stranger).exists() for stranger in strangers)


def test_a_part_waits_for_the_rest_and_is_never_given_out(tmp_path: Path, box: Path) -> None:
    clock = Clock()
    exchange = FolderCarrier(tmp_path, clock)
    for arrived in (0, 1, len(ORDER) // 2, len(ORDER) - 1):
        (box / f"{NAME}.sealed").write_bytes(ORDER[:arrived])
        assert exchange.waiting(JONAS) == []
        with pytest.raises(ExchangeUnavailable, match="not arrived in full"):
            exchange.fetch(JONAS, ENVELOPE)
    (box / f"{NAME}.sealed").write_bytes(ORDER)
    assert exchange.waiting(JONAS) == [ENVELOPE]


def test_a_part_older_than_the_grace_period_is_refused_as_damaged(tmp_path: Path, box: Path) -> None:
    clock = Clock()
    exchange = FolderCarrier(tmp_path, clock, grace=timedelta(minutes=10))
    (box / f"{NAME}.sealed").write_bytes(ORDER[:100])
    clock.now += timedelta(minutes=9)
    assert exchange.waiting(JONAS) == []
    assert (box / f"{NAME}.sealed").exists()
    clock.now += timedelta(minutes=2)
    assert exchange.waiting(JONAS) == []
    assert not (box / f"{NAME}.sealed").exists()
    assert (box / "refused" / f"{NAME}.damaged").read_bytes() == ORDER[:100]
    assert (box / "refused" / f"{NAME}.reason").read_text(encoding="utf-8") == "damaged\n"
    exchange.put(JONAS, ORDER)
    assert exchange.waiting(JONAS) == [ENVELOPE], "the whole one is still welcome"


def test_a_sync_program_that_sets_times_back_does_not_shorten_the_grace_period(tmp_path: Path, box: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps the time of creation instead")
    (box / f"{NAME}.sealed").write_bytes(ORDER[:100])
    os.utime(box / f"{NAME}.sealed", (1_700_000_000, 1_700_000_000))
    assert FolderCarrier(tmp_path).waiting(JONAS) == []
    assert (box / f"{NAME}.sealed").exists()


def test_a_part_dated_in_the_future_is_refused_once_it_has_stood_still(tmp_path: Path, box: Path) -> None:
    clock = Clock()
    exchange = FolderCarrier(tmp_path, clock)
    (box / f"{NAME}.sealed").write_bytes(ORDER[:100])
    os.utime(box / f"{NAME}.sealed", (4_000_000_000, 4_000_000_000))
    exchange.waiting(JONAS)
    clock.now += timedelta(minutes=11)
    assert exchange.waiting(JONAS) == []
    assert (box / "refused" / f"{NAME}.damaged").exists()


def test_what_was_put_aside_as_damaged_and_is_whole_comes_back(tmp_path: Path, box: Path) -> None:
    (box / "refused").mkdir()
    (box / "refused" / f"{NAME}.damaged").write_bytes(ORDER)
    (box / "refused" / f"{NAME}.reason").write_bytes(b"damaged\n")
    assert FolderCarrier(tmp_path).waiting(JONAS) == [ENVELOPE]
    assert list((box / "refused").iterdir()) == []


def test_a_put_over_a_part_makes_it_whole(tmp_path: Path, box: Path) -> None:
    (box / f"{NAME}.sealed").write_bytes(ORDER[:7])
    exchange = FolderCarrier(tmp_path)
    exchange.put(JONAS, ORDER)
    assert exchange.fetch(JONAS, ENVELOPE) == ORDER


def test_an_oversize_file_is_refused_without_being_read(tmp_path: Path, box: Path) -> None:
    path = box / f"{NAME}.sealed"
    with path.open("wb") as file:
        file.truncate(20 * 1024**3 if os.name != "nt" else MAX_SEALED + 1)  # sparse: 20 GiB that take no room
    exchange = FolderCarrier(tmp_path)
    with pytest.raises(InputRefused) as refusal:
        exchange.fetch(JONAS, ENVELOPE)
    assert refusal.value.check == "sealed-size"
    assert exchange.waiting(JONAS) == []
    assert (box / "refused" / f"{NAME}.reason").read_text(encoding="utf-8") == "too-large\n"


@needs_links
def test_links_are_not_followed(tmp_path: Path, box: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(ORDER)
    (box / f"{NAME}.sealed").symlink_to(secret)
    os.mkfifo(box / f"{'c' * 64}.sealed")
    exchange = FolderCarrier(tmp_path)
    assert exchange.waiting(JONAS) == []
    with pytest.raises(NotFound):
        exchange.fetch(JONAS, ENVELOPE)
    with pytest.raises(NotFound):
        exchange.fetch(JONAS, Envelope("c" * 64, 1))
    exchange.put(JONAS, ORDER)
    assert not (box / f"{NAME}.sealed").is_symlink()
    assert exchange.waiting(JONAS) == [ENVELOPE]
    exchange.acknowledge(JONAS, ENVELOPE)
    assert secret.read_bytes() == ORDER


@needs_links
@pytest.mark.parametrize("part", ["mailboxes", "mailboxes/vejen-videre", "mailboxes/vejen-videre/jonas", "directories"])
def test_a_linked_folder_leads_nowhere(tmp_path: Path, part: str) -> None:
    root, elsewhere = tmp_path / "exchange", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / part).parent.mkdir(parents=True)
    (root / part).symlink_to(elsewhere, target_is_directory=True)
    exchange = FolderCarrier(root)
    with pytest.raises(ExchangeUnavailable, match="a link stands"):
        exchange.publish("randers", b"{}") if part == "directories" else exchange.put(JONAS, ORDER)
    assert list(elsewhere.iterdir()) == []


def test_temporaries_are_ignored_and_swept_when_older_than_a_day(tmp_path: Path, box: Path) -> None:
    clock = Clock()
    (box / "taken").mkdir()
    cut_off = [box / ".orderdesk-0011223344556677.tmp", box / "taken" / ".orderdesk-8899aabbccddeeff.tmp"]
    for path in cut_off:
        path.write_bytes(ORDER[:50])
    (box / "taken" / f"{'d' * 64}.taken").write_bytes(b"taken\n")
    exchange = FolderCarrier(tmp_path, clock)
    clock.now += timedelta(hours=23)
    assert exchange.waiting(JONAS) == []
    assert all(path.exists() for path in cut_off)
    clock.now += timedelta(hours=2)
    exchange.waiting(JONAS)
    assert not any(path.exists() for path in cut_off)
    assert (box / "taken" / f"{'d' * 64}.taken").exists()
    clock.now += timedelta(days=91)
    exchange.waiting(JONAS)
    assert not (box / "taken" / f"{'d' * 64}.taken").exists()


@pytest.mark.parametrize("moment", range(1, 7))
def test_a_put_in_the_moment_a_damaged_file_is_moved_away_is_not_lost(tmp_path: Path, box: Path, moment: int) -> None:
    (box / f"{NAME}.sealed").write_bytes(ORDER[:100])
    looks = 0

    def clock_during_which_somebody_puts() -> datetime:
        nonlocal looks
        looks += 1
        if looks == moment:  # the reader asks the time between its steps; the put falls there
            FolderCarrier(tmp_path).put(JONAS, ORDER)
        return datetime.now(UTC) + timedelta(hours=1)

    exchange = FolderCarrier(tmp_path, clock_during_which_somebody_puts)
    for _look in range(4):
        exchange.waiting(JONAS)
    assert looks >= moment
    assert exchange.waiting(JONAS) == [ENVELOPE]
    assert exchange.fetch(JONAS, ENVELOPE) == ORDER
