"""Joining, adding, losing, rotating, revoking and ending, each by one command: as scripts and as people type them."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_desks import Desks, order_now
from desk_pair import PASSPHRASE

from orderdesk.desk.membership import resealing
from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.desk.membership.requests import request_words
from orderdesk.signing.vault import LIGHT

NEW = "grøn skål i køkkenet"


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the work of a passphrase low; how much it is is the vault's to test."""
    from orderdesk.desk import setting_up

    defaults = dict(setting_up.set_up.__kwdefaults__)
    monkeypatch.setattr(setting_up.set_up, "__kwdefaults__", defaults | {"cost": LIGHT})
    monkeypatch.setattr(resealing.begin, "__defaults__", (LIGHT,))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there, and types what stdin holds."""
    for module in ("asking", "desk_access", "restore", "keys.lost", "keys.revoke", "keys.rotate"):
        monkeypatch.setattr(f"orderdesk.cli.{module}.on_terminal", lambda: True)


def joined(desks: Desks, name: str = "Jonas Bach", *more: str) -> Path:
    """A colleague of Mette's who came by an invitation; the folder of the desk."""
    folder = desks.folder / name.split()[0].casefold()
    invitation, asked = str(desks.folder / f"{folder.name}-inv.json"), str(desks.folder / f"{folder.name}.json")
    assert desks.mette("key", "invite", invitation).code == 0
    root = json.loads(Path(invitation).read_text(encoding="utf-8"))["root"]
    ended = desks.command("--desk", str(folder), "init", "--invitation", invitation, "--words", words_of(root),
                          "--name", name, "--phone", "70 10 20 33", "--mail", "jonas@lindholm.example",
                          "--unit", "Jobcenter Lindholm", "--request", asked, *more)  # fmt: skip
    assert ended.code == 0, ended.err
    admitted = desks.mette("key", "admit", asked, "--words", request_words(read(asked)))
    assert admitted.code == 0, admitted.err
    assert desks.command("--desk", str(folder), "sync").code == 0
    return folder


def read(path: str | Path) -> dict:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def revoked(desks: Desks) -> set[str]:
    ended = desks.mette("key", "export-trust", "-")
    newest = [one for one in ended.value if one["body"]["org"] == "lindholm-kommune"][-1]
    return {row["key"] for row in newest["body"]["revocations"]}


def keys_of(desks: Desks, person: str) -> set[str]:
    return {key["did"] for key in desks.mette("contact", "show", person, "--json").value["keys"]}


def test_joining_takes_an_invitation_and_a_request_and_each_side_hears_the_words_and_what_comes_next(
    desks: Desks,
) -> None:
    invitation = str(desks.folder / "invitation.json")
    ended = desks.mette("key", "invite", invitation)
    root = read(invitation)["root"]
    assert ended.out == invitation + "\n"
    assert words_of(root) in unwrapped(ended.err)
    assert "orderdesk init --invitation" in unwrapped(ended.err)
    assert not re.search("[0-9a-f]{64}", Path(invitation).read_text(encoding="utf-8")), "no secret"
    folder = joined(desks)
    shown = desks.command("--desk", str(folder), "doctor")
    assert shown.code == 0, shown.out
    assert desks.mette("key", "invite", invitation).code == 1, "the file is there"


def test_an_invitation_with_other_words_or_none_makes_no_desk(desks: Desks) -> None:
    invitation = str(desks.folder / "invitation.json")
    desks.mette("key", "invite", invitation)
    init = ("--desk", str(desks.folder / "ny"), "init", "--invitation", invitation, "--name", "Eva Dal")
    assert desks.command(*init, "--words", "atlas mikser rugby").code == 3
    assert desks.command(*init).code == 2, "nobody has compared anything"
    assert desks.command(*init, "--yes", "--kind", "provider").code == 2
    value = read(invitation)
    for broken in ({**value, "root": "did:key:z6Mk"}, {**value, "org": "Å!"}, {**value, "type": "x"}, [value]):
        file = desks.file("broken.json", broken)
        assert desks.command("--desk", str(desks.folder / "ny"), "init", "--invitation", file, "--yes").code == 3
    assert not (desks.folder / "ny").exists()


def test_a_request_whose_sealing_key_was_changed_on_its_way_has_other_words(desks: Desks) -> None:
    joined(desks)
    asked = read(desks.folder / "jonas.json")
    words = request_words(asked)
    other = desks.sara("key", "show", "--json").value["keys"][1]["did"]
    next(key for key in asked["member"]["keys"] if key["use"] == "sealing")["id"] = other
    ended = desks.mette("key", "admit", desks.file("changed.json", asked), "--words", words)
    assert ended.code == 3
    assert other not in keys_of(desks, "jonas")


def test_a_lost_laptop_is_one_command_and_the_new_machine_another(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = joined(desks)
    before = keys_of(desks, "jonas")
    backup = str(desks.folder / "jonas.zip")
    assert desks.command("--desk", str(folder), "backup", backup).code == 0
    assert desks.mette("key", "lost", "jonas").code == 2, "it asks first"
    ended = desks.mette("key", "lost", "jonas", "--since", "2026-11-02", "--yes")
    assert ended.code == 0, ended.err
    told = unwrapped(ended.err)
    assert "can read everything that was on it" in told
    assert "orderdesk restore FILE --after-loss" in told
    assert before <= revoked(desks)
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", NEW)
    new, asked = desks.folder / "jonas-ny", str(desks.folder / "jonas-ny.json")
    restored = desks.command("--desk", str(new), "restore", backup, "--after-loss", "--output", asked)
    assert restored.code == 0, restored.err
    assert request_words(read(asked)) in unwrapped(restored.err)
    assert read(asked)["earlier"]["reason"] == "lost"
    assert desks.command("--desk", str(new), "order", "list").code == 3, "the earlier passphrase"
    admitted = desks.mette("key", "admit", asked, "--words", request_words(read(asked)))
    assert admitted.code == 0, admitted.err
    assert "take the place of the earlier ones" in unwrapped(admitted.err)
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", NEW)
    assert desks.command("--desk", str(new), "sync").code == 0
    assert desks.command("--desk", str(new), "doctor").code == 0
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", PASSPHRASE)
    assert len(keys_of(desks, "jonas") - revoked(desks)) == 3


def test_an_administrator_whose_laptop_is_lost_goes_on_from_the_backup(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = desks.sent_order()
    backup = str(desks.folder / "mette.zip")
    assert desks.mette("backup", backup).code == 0
    joined(desks)  # the directory has gone on since the backup
    earlier = {key["did"] for key in desks.mette("key", "show", "--json").value["keys"]}
    shutil.rmtree(desks.folder / "mette")
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", NEW)
    ended = desks.mette("restore", backup, "--after-loss")
    assert ended.code == 0, ended.err
    told = unwrapped(ended.err)
    assert "false first directory" in told
    assert "holds the earlier keys" in told
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", NEW)
    assert desks.mette("order", "show", thread).code == 0
    now = desks.mette("key", "show", "--json").value
    assert {key["did"] for key in now["keys"] if not key["until"]}.isdisjoint(earlier)
    assert desks.mette("contact", "show", "jonas").code == 0, "the newest directory was fetched first"
    assert desks.mette("order", "new", desks.file("o.json", order_now()), "--send").code == 0
    assert desks.mette("sync", "--force").code == 0
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", PASSPHRASE)
    assert desks.sara("sync", "--force").code == 0
    assert len(desks.sara("order", "list", "--json").value) == 2


def test_somebody_leaves(desks: Desks) -> None:
    joined(desks)
    assert desks.mette("key", "revoke", "jonas", "--yes").code == 2, "--reason is missing"
    ended = desks.mette("key", "revoke", "jonas", "--reason", "left", "--yes")
    assert ended.code == 0, ended.err
    assert "version 4" in unwrapped(ended.err)
    assert keys_of(desks, "jonas") == revoked(desks)
    assert desks.sara("key", "revoke", "sara", "--reason", "left", "--yes").code == 1, "her own"
    assert desks.command("--desk", str(desks.folder / "jonas"), "key", "revoke", "mette", "--reason", "left",
                         "--yes").code == 1, "no administrator"  # fmt: skip


def test_a_rotation_says_the_words_and_what_comes_next(desks: Desks) -> None:
    ended = desks.mette("key", "rotate")
    assert words_of(ended.out.strip()) in unwrapped(ended.err)
    assert "Nobody else need do anything" in unwrapped(ended.err)
    folder = joined(desks)
    asked = str(desks.folder / "nye.json")
    rotated = desks.command("--desk", str(folder), "key", "rotate", "--reason", "compromised", "--output", asked)
    assert rotated.code == 0, rotated.err
    assert request_words(read(asked)) in unwrapped(rotated.err)
    assert "orderdesk key reseal" in unwrapped(rotated.err)
    again = desks.command("--desk", str(folder), "key", "rotate", "--output", asked)
    assert again.code == 2
    assert len(desks.command("--desk", str(folder), "key", "show", "--json").value["keys"]) == 6, "nothing was done"


def test_a_change_that_the_exchange_is_not_told_of_is_done_and_says_so(desks: Desks) -> None:
    shutil.rmtree(desks.folder / "exchange")
    ended = desks.mette("key", "rotate")
    assert ended.code == 0, ended.err
    assert "goes out with the next `orderdesk sync`" in unwrapped(ended.err)


def test_everything_is_encrypted_anew_and_a_second_run_says_the_passphrase_must_differ(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = desks.sent_order()
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", PASSPHRASE)
    assert desks.mette("key", "reseal").code == 2, "it asks first"
    same = desks.mette("key", "reseal", "--yes")
    assert same.code == 1
    assert "that the desk has" in same.err
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", NEW)
    ended = desks.mette("key", "reseal", "--yes")
    assert ended.code == 0, ended.err
    assert "Backups made before now still open" in unwrapped(ended.err)
    assert re.search(r"\d+ files are encrypted anew", ended.err)
    assert desks.mette("order", "show", thread).code == 3
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", NEW)
    assert desks.mette("order", "show", thread).code == 0


def test_a_partner_is_one_no_longer(desks: Desks) -> None:
    assert desks.mette("contact", "remove").code == 2
    assert desks.mette("contact", "remove", "udsyn", "--yes").code == 1
    root = next(one for one in desks.mette("contact", "list", "--json").value if one["org"] == "fjordvejen")["root"]
    assert desks.mette("contact", "remove", "fjordvejen", "--words", "atlas mikser rugby").code == 3
    ended = desks.mette("contact", "remove", "fjordvejen", "--words", words_of(root))
    assert ended.code == 0, ended.err
    assert "is not believed" in unwrapped(ended.err)
    assert desks.mette("contact", "show", "sara").code == 1


def test_on_a_terminal_each_asks_for_what_is_missing(
    desks: Desks, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desks.folder)
    assert desks.mette("key", "invite", stdin=b"\n").code == 0
    invitation = desks.folder / "orderdesk-lindholm-kommune-invitation.json"
    typed = b"ja\nJonas Bach\njonas.json\n"
    ended = desks.command("--desk", str(desks.folder / "jonas"), "init", "--invitation", str(invitation), stdin=typed)
    assert ended.code == 0, ended.err
    assert words_of(read(invitation)["root"]) in unwrapped(ended.err)
    assert desks.mette("key", "admit", stdin=b"jonas.json\nnej\n").code == 1
    admitted = desks.mette("key", "admit", stdin=b"jonas.json\nja\n")
    assert admitted.code == 0, admitted.err
    assert "Jonas Bach" in admitted.err
    lost = desks.mette("key", "lost", stdin=b"1\n1\nikke en dag\n2/11-2026\n\nja\n")
    assert lost.code == 0, lost.err
    assert "not a day" in lost.err
    assert len(revoked(desks)) == 3
    rotated = desks.mette("key", "rotate", stdin=b"nej\n")
    assert rotated.code == 0, rotated.err
    removed = desks.mette("contact", "remove", stdin=b"1\nja\n")
    assert removed.code == 0, removed.err


def test_with_the_desk_open_elsewhere_it_is_not_encrypted_anew(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", NEW)
    program = (
        "import sys; from pathlib import Path; from orderdesk.desk.opening import open_desk;"
        "desk = open_desk(Path(sys.argv[1]), sys.argv[2]); print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(desks.folder / "mette"), PASSPHRASE],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    ended = desks.mette("key", "reseal", "--yes")
    assert ended.code == 1
    assert "another window" in unwrapped(ended.err)
    other.kill()  # without a farewell
    other.communicate()
    assert desks.mette("key", "reseal", "--yes").code == 0


def test_a_keyring_that_has_not_heard_of_a_new_passphrase_locks_nobody_out(
    desks: Desks, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ORDERDESK_PASSPHRASE")
    monkeypatch.setattr("orderdesk.desk.passphrase.remembered", lambda _root: "den gamle sætning")
    asked: list[str] = []
    monkeypatch.setattr(
        "orderdesk.cli.desk_access.ask_secret", lambda prompt, _else: asked.append(prompt) or PASSPHRASE
    )
    ended = desks.mette("key", "show")
    assert ended.code == 0, ended.err
    assert "earlier passphrase" in asked[0]
    did = next(word for word in ended.out.split() if word.startswith("did:key"))
    assert words_of(did) in unwrapped(ended.out)
