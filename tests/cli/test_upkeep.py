"""Keys, contacts, backup, doctor, signing, completion: what keeps a desk going."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from command_desks import Desks, Ended, order_now, report_now
from desk_pair import PASSPHRASE
from factories import note_body

from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.signing.canonical import document_digest
from orderdesk.signing.keys import SigningKey


def test_a_rotated_key_signs_and_old_documents_stay_readable(desks: Desks) -> None:
    thread = desks.sent_order()
    before = desks.mette("key", "show", "--json").value["keys"]
    assert desks.mette("key", "rotate").code == 0
    after = desks.mette("key", "show", "--json").value["keys"]
    assert len(after) == len(before) + 3
    assert desks.mette("order", "show", thread).code == 0
    desks.carry()
    assert desks.mette("order", "new", desks.file("o.json", order_now()), "--send").code == 0
    desks.carry()
    assert len(desks.sara("order", "list", "--json").value) == 2


def test_a_revoked_key_is_not_believed(desks: Desks) -> None:
    key = next(key for key in desks.mette("key", "show", "--json").value["keys"] if key["use"] == "signing")
    revoke = ("key", "revoke", key["did"], "--reason", "lost")
    assert desks.mette(*revoke).code == 2, "nobody can be asked"
    assert desks.mette(*revoke, "--yes").code == 0
    assert desks.mette("key", "revoke", SigningKey.generate().did, "--reason", "lost", "--yes").code == 1
    assert desks.mette("order", "new", desks.file("o.json", order_now()), "--send").code == 1
    assert "keys" in {finding["code"] for finding in desks.mette("doctor", "--json").value["findings"]}


def test_the_passphrase_is_changed(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", "kort")
    assert desks.mette("key", "passphrase").code == 2
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", "grøn skål i køkkenet")
    assert desks.mette("key", "passphrase").code == 0
    assert desks.mette("order", "list").code == 3
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", "grøn skål i køkkenet")
    assert desks.mette("order", "list").code == 0


def test_without_a_keyring_remembering_is_not_possible_and_forgetting_is_done(desks: Desks) -> None:
    assert desks.mette("key", "remember").code == 1
    assert desks.mette("key", "forget").code == 0


def test_exported_directories_are_what_validate_believes(desks: Desks) -> None:
    trust = str(desks.folder / "trust.json")
    assert desks.mette("key", "export-trust", trust).code == 0
    signed = str(desks.folder / "signed.json")
    ended = desks.mette(
        "sign", desks.file("o.json", order_now()), "--kind", "order", "--to", "fjordvejen/sara-holt", "--output", signed
    )
    assert ended.code == 0, ended.err
    assert desks.command("validate", signed, "--trust", trust).code == 0
    assert desks.command("validate", signed).code == 3
    assert desks.mette("order", "list").out == "", "signing does not send"


def test_a_whole_document_is_signed_with_the_header_it_has(desks: Desks) -> None:
    document = {
        "type": "orderdesk.order.v1", "id": "urn:uuid:6f1c9a52-7f0e-4d5e-9a34-0c9f3b1f2a11",
        "to": [{"org": "fjordvejen"}], "body": order_now(),
    }  # fmt: skip
    signed = desks.mette("sign", "-", stdin=json.dumps(document).encode()).value
    assert signed["id"] == document["id"]
    assert signed["seq"] == 1
    again = desks.mette("sign", "-", stdin=json.dumps(signed).encode())
    assert (again.code, again.out) == (3, "")


def test_what_readers_would_refuse_is_not_written(desks: Desks) -> None:
    ended = desks.mette("sign", desks.file("r.json", report_now()), "--kind", "report", "--to", "fjordvejen")
    assert (ended.code, ended.out) == (1, "")
    assert "$.body.order" in ended.err
    assert desks.mette("sign", desks.file("o.json", order_now())).code == 2
    foreign = desks.sara("sign", desks.file("o.json", order_now()), "--kind", "order", "--to", "lindholm-kommune")
    assert (foreign.code, foreign.out) == (1, ""), "a consultant signs no order"


def test_contacts_are_shown_and_noted(desks: Desks) -> None:
    assert {person["name"] for one in desks.mette("contact", "list", "--json").value for person in one["people"]} == {
        "Mette Krogh", "Sara Holt",
    }  # fmt: skip
    assert desks.mette("contact", "note", "sara", "God til angst. Går med til lægen.").code == 0
    assert "God til angst." in desks.mette("contact", "show", "fjordvejen/sara-holt").out
    assert desks.mette("contact", "show", "r").code == 1
    assert desks.mette("contact", "note", "sara", "").code == 0
    assert desks.mette("contact", "show", "sara", "--json").value["note"] == ""


def test_a_note_is_shared_shown_and_taken_back(desks: Desks) -> None:
    words = ("contact", "note", "fjordvejen/sara-holt", "Går med til lægen.\nRing før ni.", "--share")
    ended = desks.mette(*words, "--good-at", "angst", "--good-at", "lægebesøg", "--json")
    assert (ended.code, ended.value["state"]) == (0, "handed_over")
    assert "the provider never does" in ended.err
    page = desks.mette("contact", "show", "sara").out
    assert "Your colleagues at Lindholm Kommune see this; the provider never does." in page
    assert "Good at: angst, lægebesøg" in page
    assert "Ring før ni." in page
    assert desks.mette("contact", "note", "fjordvejen", "Svarer samme dag.", "--share", "--later").code == 0
    shown = desks.mette("contact", "show", "sara", "--json").value
    [note] = shown["shared_notes"]
    assert (note["author"], note["good_at"], note["own"]) == ("mette-krogh", ["angst", "lægebesøg"], True)
    assert [note["text"] for note in shown["shared_notes_on_provider"]] == ["Svarer samme dag."]
    assert shown["note"] == ""
    desks.carry()
    assert desks.sara("contact", "show", "sara", "--json").value["shared_notes"] == []
    assert desks.mette("contact", "note", "sara", "--withdraw").code == 0
    assert desks.mette("contact", "show", "sara", "--json").value["shared_notes"] == []
    assert desks.mette("contact", "note", "sara", "--withdraw").code == 1


def test_a_note_that_cannot_be_shared_is_refused_in_a_sentence(desks: Desks) -> None:
    ended = desks.mette("contact", "note", "sara", "God for 610385-0002.", "--share")
    assert (ended.code, ended.out) == (1, "")
    assert "never about a citizen" in ended.err
    assert "610385" not in ended.err
    assert desks.sara("contact", "note", "sara", "God.", "--share").code == 1
    wrong = (("sara",), ("sara", "x", "--withdraw"), ("sara", "--withdraw", "--share"), ("sara", "x", "--good-at", "y"))
    assert [desks.mette("contact", "note", *words).code for words in wrong] == [2] * 4
    note, to = desks.file("n.json", note_body()), ("--kind", "note", "--to")
    assert desks.mette("sign", note, *to, "fjordvejen").code == 1
    assert desks.mette("sign", note, *to, "lindholm-kommune").code == 0


def test_a_partner_is_entered_only_under_the_words_of_its_key(desks: Desks) -> None:
    root = SigningKey.generate().did
    vouch = ("contact", "vouch", "havnegade", "--name", "Havnegade", "--kind", "provider", "--root", root)
    assert desks.mette(*vouch).code == 2
    assert desks.mette(*vouch, "--words", words_of(SigningKey.generate().did)).code == 3
    assert desks.mette(*vouch, "--words", words_of(root)).code == 0
    assert "has not come yet" in desks.mette("contact", "list").err
    assert desks.mette("contact", "vouch", "ukendt", "--yes").code == 1


def test_a_backup_is_a_whole_desk(desks: Desks) -> None:
    thread = desks.sent_order()
    backup, there = str(desks.folder / "mette.zip"), str(desks.folder / "nyt")
    assert desks.mette("backup", backup).code == 0
    assert desks.mette("backup", backup).code == 2, "a file is not replaced unasked"
    assert desks.mette("backup", backup, "--force").code == 0
    assert desks.command("restore", backup, "--desk", there).code == 0
    assert desks.command("--desk", there, "order", "list", "--json").value[0]["thread"] == thread
    assert desks.command("--desk", there, "restore", backup).code == 1
    Path(backup).write_bytes(Path(backup).read_bytes()[:-40])
    assert desks.command("--desk", str(desks.folder / "andet"), "restore", backup).code == 3


def test_a_healthy_desk_is_well(desks: Desks) -> None:
    desks.sent_order()
    ended = desks.mette("doctor", "--json")
    assert ended.code == 0, ended.out
    assert {check["status"] for check in ended.value["checks"]} == {"passed"}
    assert desks.mette("doctor", "--quiet").out == ""


def test_a_damaged_store_is_repaired_and_its_lists_made_anew(desks: Desks) -> None:
    thread = desks.sent_order()
    journal = desks.folder / "mette" / "store" / "journal"
    data = bytearray(journal.read_bytes())
    data[len(data) // 2] ^= 0xFF
    journal.write_bytes(data)
    ill = desks.mette("doctor", "--json")
    assert ill.code == 1
    assert [finding["code"] for finding in ill.value["findings"]] == ["store"]
    assert desks.mette("doctor", "--repair", "--rebuild").code in (0, 1)
    assert desks.mette("doctor", "--rebuild").code in (0, 1)
    assert desks.mette("order", "show", thread).code == 0
    assert "documents" not in {finding["code"] for finding in desks.mette("doctor", "--json").value["findings"]}


def test_lost_lists_are_made_anew_from_the_documents_alone(desks: Desks) -> None:
    thread = desks.sent_order()
    shutil.rmtree(desks.folder / "mette" / "store")
    (desks.folder / "mette" / "store").mkdir()
    assert desks.mette("order", "list").out == ""
    ended = desks.mette("doctor", "--json")
    assert {"documents", "directory"} <= {finding["code"] for finding in ended.value["findings"]}
    assert desks.mette("doctor", "--rebuild").code == 0
    assert desks.mette("order", "list", "--json").value[0]["thread"] == thread


def _document(desks: Desks, desk: str, digest: str) -> Path:
    name = digest.removeprefix("sha256-")
    return desks.folder / desk / "documents" / name[:2] / name


def test_a_damaged_and_a_lost_document_are_named(desks: Desks) -> None:
    thread = desks.sent_order()
    order = desks.sara("order", "show", thread, "--json").value["documents"][0]["digest"]
    _document(desks, "sara", order).write_bytes(b"andet")
    assert "damaged: 1" in desks.sara("doctor").out
    _document(desks, "sara", order).unlink()
    ended = desks.sara("doctor")
    assert ended.code == 1
    assert "not stored: 1" in ended.out


def test_a_desk_whose_directory_is_damaged_opens_again(desks: Desks) -> None:
    thread = desks.sent_order()
    trust = json.loads(desks.mette("key", "export-trust", "-").out)
    _document(desks, "mette", document_digest(trust[0])).write_bytes(b"andet")
    assert desks.mette("order", "list").code == 3
    assert [one["code"] for one in desks.mette("doctor", "--json").value["findings"]] == ["documents"]
    desks.mette("doctor", "--repair")
    assert desks.mette("sync").code == 0
    assert desks.mette("doctor").code == 0
    assert desks.mette("order", "show", thread).code == 0


def test_an_exchange_that_is_away_and_what_waits_are_findings(desks: Desks) -> None:
    (desks.folder / "exchange").rename(desks.folder / "away")
    (desks.folder / "exchange").write_text("", encoding="utf-8")
    assert [one["code"] for one in desks.mette("doctor", "--json").value["findings"]] == ["exchange"]


def test_a_stranger_in_the_mailbox_ends_in_quarantine(desks: Desks) -> None:
    from orderdesk.exchange.carrier import Mailbox
    from orderdesk.exchange.folder import FolderCarrier
    from orderdesk.signing.sealing import seal

    key = next(key for key in desks.mette("key", "show", "--json").value["keys"] if key["use"] == "sealing")
    sealed = seal(b'{"hej": "med dig"}', [key["did"]])
    FolderCarrier(desks.folder / "exchange").put(Mailbox("lindholm-kommune", "mette-krogh"), sealed)
    assert desks.mette("sync").code == 1
    (kept,) = desks.mette("inbox", "quarantine", "--json").value
    assert "quarantine" in desks.mette("inbox").err
    name = kept["name"].removeprefix("sha256-")[:8]
    assert kept["check"] == "proof"
    for words in ((), ("show", name)):
        told = desks.mette("inbox", "quarantine", *words).out
        assert "The document is not signed." in told
        assert "proof" not in told, "people read the sentence, scripts the name"
    copy = desks.folder / "kopi.json"
    assert desks.mette("inbox", "quarantine", "show", name, "--output", str(copy)).code == 0
    assert copy.read_bytes() == b'{"hej": "med dig"}'
    assert desks.mette("inbox", "karantæne").code == 2
    assert [one["code"] for one in desks.mette("doctor", "--json").value["findings"]] == ["quarantine"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_shells_get_every_command(command: Callable[..., Ended], shell: str) -> None:
    ended = command("completion", shell)
    assert ended.code == 0
    options = (
        () if shell == "tcsh" else ("--passphrase-file", "--allow-empty", "--expected-resume")
    )  # tcsh's completion knows few
    for word in ("order", "uphold", "export-trust", "hand-back", "no-show", *options):
        assert word in ended.out


@pytest.mark.parametrize("language", ["en", "da"])
def test_shells_complete_file_names_in_either_language(
    language: str, command: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", language)
    script = command("completion", "bash").out
    for place in ("_order_check_pos_0_COMPGEN", "_order_check___passphrase_file_COMPGEN"):
        assert f"{place}=_shtab_compgen_files" in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_takes_the_completion(command: Callable[..., Ended]) -> None:
    script = command("completion", "bash").out
    assert subprocess.run(["bash", "-n"], input=script.encode(), check=False).returncode == 0


def test_the_passphrase_stands_nowhere(desks: Desks) -> None:
    desks.sent_order()
    assert all(PASSPHRASE.encode() not in path.read_bytes() for path in desks.folder.rglob("*") if path.is_file())
