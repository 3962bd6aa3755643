"""What case files hold is health data: nothing of it stands in an error, in a log or in a crash report, wherever it
stood in the file and whatever went wrong."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_files import full_case
from casework_desks import CPR, Keep
from pydantic import ValidationError

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.problems import BrokenCase
from orderdesk.cases.reading import case_of, read_case
from orderdesk.cases.table_columns import COLUMNS, KINDS
from orderdesk.cli import crash as plain_crash
from orderdesk.desk.casework import (
    attaching,
    case_files,
    closing,
    entries,
    entry_drafts,
    evidence_steps,
    feeding,
    gap_reading,
    importing,
    letters_to_doctors,
    medical_requests,
)
from orderdesk.desk.casework.changes import LISTS
from orderdesk.desk.casework.feeding import Proposal
from orderdesk.desk.desk import Desk
from orderdesk.errors import OrderdeskError
from orderdesk.locale.said import said
from orderdesk.tui import crash

CASE = "soeren-lund"
MARK = f"Hjertesvigt hos Åse {CPR}"
SECRETS = ("Hjertesvigt", "hjertesvigt", "Åse", CPR, CPR.replace("-", ""), CPR[:6])
WRONG: Mapping[str, Any] = {
    "text": MARK, "object": {MARK: MARK}, "list": [MARK], "long": MARK * 4000, "control": f"{MARK}\u0007",
}  # fmt: skip
Path_ = tuple[str | int, ...]


def places(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Each place of a value, what holds others too."""
    if at:
        yield at
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in rows:
        yield from places(member, (*at, name))


def with_at(value: Any, at: Path_, new: Any) -> Any:
    changed = deepcopy(value)
    holder = changed
    for step in at[:-1]:
        holder = holder[step]
    holder[at[-1]] = new
    return changed


def tells(error: BaseException) -> str:
    """All that is shown, written or sent of an error."""
    parts = [plain_crash.describe(error), crash.redacted_report(error, "test")]
    if isinstance(error, OrderdeskError):
        parts += [str(error), error.message, error.advice or ""]
    if isinstance(error, BrokenCase):
        parts += [text for one in error.problems for text in (one.sentence, one.expected, one.path)]
    return "\n".join(parts)


def assert_tells_nothing(text: str, where: object) -> None:
    assert not [secret for secret in SECRETS if secret in text], where


@pytest.mark.parametrize("sort", WRONG)
def test_wherever_it_stands_in_a_file_that_cannot_be_read(sort: str) -> None:
    refused = 0
    for at in places(full_case()):
        data = json.dumps(with_at(full_case(), at, WRONG[sort]), ensure_ascii=False).encode()
        try:
            read_case(data, "sag.json")
        except BrokenCase as error:
            refused += 1
            assert_tells_nothing(tells(error), at)
    assert refused > 50


def test_as_a_member_that_is_not_known_anywhere() -> None:
    for at in [(), *places(full_case())]:
        holder = full_case()
        for step in at:
            holder = holder[step]
        if isinstance(holder, dict):
            value = with_at(full_case(), (*at, MARK), MARK) if at else {**full_case(), MARK: MARK}
            with pytest.raises(BrokenCase) as refused:
                read_case(json.dumps(value, ensure_ascii=False).encode(), "sag.json")
            assert_tells_nothing(tells(refused.value), at)


@pytest.mark.parametrize("cut", range(0, 2000, 97))
def test_in_what_is_no_json(cut: int) -> None:
    value = with_at(full_case(), ("summary",), MARK)
    data = json.dumps(value, ensure_ascii=False).encode()
    place = data.index(b"Hjertesvigt")
    for broken in (data[: place + 20], data[:cut] + b"\x00" + data[cut:], data.replace(b'"Hjerte', b"Hjerte")):
        try:
            read_case(broken, "sag.json")
        except BrokenCase as error:
            assert_tells_nothing(tells(error), cut)


def test_a_fault_of_ours_with_a_case_at_hand_leaves_a_report_without_it(tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as fault:
        CaseFile.model_validate(with_at(full_case(), ("evidence", 0, "received"), MARK))
    assert MARK in str(fault.value)
    assert_tells_nothing(tells(fault.value), "report")
    shown = crash.write_report(tmp_path, crash.redacted_report(fault.value, "case"))
    assert shown is not None
    assert_tells_nothing(shown.read_text(encoding="utf-8"), "file")


@pytest.mark.parametrize("kind", KINDS)
def test_in_a_cell_of_a_list(desk: Desk, keep: Keep, kind: str) -> None:
    keep()
    heads = [column.name for column in COLUMNS[kind]]  # type: ignore[index]
    refused = 0
    for place in range(len(heads)):
        for text in (MARK, MARK * 4000, f"{MARK}\u0007", f'"{MARK}'):
            row = ["" for _head in heads]
            row[place] = text
            try:
                importing.import_list(desk, "bodil-aeroe", kind, csv(heads, row), "liste.csv")
            except OrderdeskError as error:
                refused += 1
                assert_tells_nothing(tells(error), (heads[place], text[:20]))
    with pytest.raises(OrderdeskError) as unknown:
        importing.import_list(desk, "bodil-aeroe", kind, csv([MARK, "E1"], [MARK, "E2"]), "liste.csv")
    assert_tells_nothing(tells(unknown.value), "a list without headings")
    assert refused > len(heads)


def csv(heads: list[str], row: list[str]) -> bytes:
    return (";".join(heads) + "\n" + ";".join(row) + "\n").encode()


def a_case_of_marks() -> dict[str, Any]:
    """The full case, with the mark in each text that may hold any."""
    value = full_case()
    for at in places(full_case()):
        changed = with_at(value, at, MARK)
        try:
            case_of(changed)
        except BrokenCase:
            continue
        if not isinstance(at[-1], str) or at[-1] not in LISTS:
            value = changed
    value["citizen"]["cpr"] = CPR
    return value


def attempts(desk: Desk, folder: Path) -> Iterator[Callable[[], object]]:
    """Each use case on its way to a refusal, with the mark in what is typed."""
    yield lambda: case_files.case_file(desk, MARK)
    yield lambda: case_files.new_case(desk, MARK, CPR, "flex_job")
    yield lambda: case_files.new_case(desk, MARK, MARK, "flex_job")
    yield lambda: case_files.new_case(desk, MARK, "710676-1234", MARK)
    yield lambda: case_files.new_case(desk, MARK, "710676-1234", "flex_job", since=MARK)
    yield lambda: case_files.new_case(desk, MARK, "710676-1234", "flex_job", case=MARK)
    yield lambda: case_files.delete(desk, CASE, seen=99)
    yield lambda: case_files.put(desk, case_files.case_file(desk, CASE), seen=99)
    for kind in (*LISTS, "sections", "notes", MARK):
        for entry in ({MARK: MARK}, {"kind": MARK}, {"day": MARK}, {}, {"id": MARK}):
            yield lambda kind=kind, entry=entry: entries.add(desk, CASE, kind, entry)
        yield lambda kind=kind: entries.change(desk, CASE, kind, MARK, {"text": MARK})
        yield lambda kind=kind: entries.amend(desk, CASE, kind, MARK, {"text": MARK})
        yield lambda kind=kind: entries.remove(desk, CASE, kind, MARK)
    for members in ({"citizen": {"name": MARK, "cpr": MARK}}, {MARK: MARK}, {"decision": {"planned": MARK}}):
        yield lambda members=members: entries.describe(desk, CASE, members)
    for request in ("R1", "R2", "R3", MARK):
        yield lambda request=request: medical_requests.mark_sent(desk, CASE, request)
        yield lambda request=request: medical_requests.reminded(desk, CASE, request)
        yield lambda request=request: medical_requests.called(desk, CASE, request, MARK)
        yield lambda request=request: medical_requests.received(desk, CASE, request, {"kind": 1, MARK: MARK})
        yield lambda request=request: medical_requests.declined(desk, CASE, request, MARK)
        yield lambda request=request: medical_requests.withdrawn(desk, CASE, request, MARK)
        yield lambda request=request: letters_to_doctors.reminder_text(desk, CASE, request)
    yield lambda: medical_requests.prepare(desk, CASE, MARK, to=MARK, questions=[MARK])
    yield lambda: medical_requests.prepare(desk, CASE, "lae135", to=MARK * 9000, questions=[MARK])
    for evidence in ("E1", MARK):
        yield lambda evidence=evidence: evidence_steps.mark_read(desk, CASE, evidence, date(2030, 1, 1))
        yield lambda evidence=evidence: evidence_steps.act_on(desk, CASE, evidence, "", date(2030, 1, 1))
    for gap in (MARK, *(one.key for one in gap_reading.answers(desk, CASE).answers)):
        for action in ("", "phone_call", MARK):
            yield lambda gap=gap, action=action: closing.prepare(desk, CASE, gap, action)
    gone = Proposal(MARK, "evidence", "", {"kind": MARK}, "2026-11-20", said("{it}", it=MARK), (MARK,), MARK)
    yield lambda: feeding.confirm(desk, CASE, gone)
    yield lambda: feeding.closed_by(desk, CASE, "evidence", MARK)
    yield lambda: feeding.remark(desk, CASE, MARK * 90, MARK)
    for kind in ("head", *LISTS, "sections"):
        place = entry_drafts.Place(CASE, kind, MARK)  # type: ignore[arg-type]
        yield lambda place=place: entry_drafts.begun(desk, place)
    yield from files(desk, folder)


def files(desk: Desk, folder: Path) -> Iterator[Callable[[], object]]:
    """What comes as a file."""
    paper = folder / "fil"
    paper.write_bytes(f"\x00{MARK}".encode())
    yield lambda: attaching.attach(desk, paper)
    yield lambda: attaching.attach(desk, folder / MARK)
    yield lambda: attaching.attach(desk, folder)
    yield lambda: attaching.attach_to(desk, CASE, MARK, paper)
    yield lambda: attaching.content(desk, MARK)
    yield lambda: attaching.content(desk, "sha256-" + "0f" * 32)
    yield lambda: attaching.export(desk, "sha256-" + "0f" * 32, folder / "ud")
    yield lambda: importing.given(folder / MARK)
    yield lambda: importing.import_list(desk, CASE, MARK, b"", "liste.csv")
    other = json.dumps(with_at(full_case(), ("summary",), f"{MARK}!"), ensure_ascii=False).encode()
    yield lambda: importing.import_cases(desk, [(other, "sag.json")])
    strange = json.dumps({**a_case_of_marks(), "evidence": [{"id": "E1", "kind": MARK}]}, ensure_ascii=False).encode()
    yield lambda: importing.import_cases(desk, [(strange, "sag.json")])


def test_every_use_case_driven_to_its_errors(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    case_files.put(desk, case_of(a_case_of_marks()))
    refused = 0
    for number, attempt in enumerate(attempts(desk, tmp_path)):
        try:
            attempt()
        except OrderdeskError as error:
            refused += 1
            assert_tells_nothing(tells(error), number)
    assert refused > 90
    row = desk.store.get(case_files.FILES, CASE) or {}
    desk.store.put(case_files.FILES, CASE, {**row, "file": {**row["file"], MARK: MARK}})
    with pytest.raises(OrderdeskError) as unread:
        case_files.case_file(desk, CASE)
    assert_tells_nothing(tells(unread.value), "a newer program's")
    assert_tells_nothing(caplog.text, "log")
    shown = capfd.readouterr()
    assert_tells_nothing(shown.out + shown.err, "terminal")
