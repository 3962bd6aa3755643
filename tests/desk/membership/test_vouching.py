"""A partner presents itself by a file or on the exchange; what does not verify is refused."""

from pathlib import Path

import pytest
from desk_pair import PASSPHRASE, DeskPair

from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation, vouching
from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.signing.vault import LIGHT


def founded(pair: DeskPair, folder: Path, org: str, name: str) -> tuple[Desk, bytes]:
    """A third organisation with its first directory."""
    desk = create_desk(
        folder, Owner(org, name, "provider", "ulla-dam", "Ulla Dam", "consultant"),
        passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock, cost=LIGHT,
    )  # fmt: skip
    return desk, organisation.found(desk)


def test_a_directory_file_presents_its_organisation_and_vouching_makes_its_people_known(
    pair: DeskPair, tmp_path: Path
) -> None:
    desk, data = founded(pair, tmp_path / "ulla", "udsyn", "Udsyn A/S")
    (tmp_path / "udsyn.json").write_bytes(data)
    candidate = vouching.from_file(pair.caseworker, tmp_path / "udsyn.json")
    assert (candidate.org, candidate.name, candidate.kind) == ("udsyn", "Udsyn A/S", "provider")
    assert candidate.words == words_of(desk.settings.root)
    vouching.vouch(pair.caseworker, candidate, "Rammeaftale 7")
    assert pair.caseworker.trust.member("udsyn", "ulla-dam") is not None
    desk.close()


def test_on_the_exchange_only_strangers_are_offered(pair: DeskPair, tmp_path: Path) -> None:
    desk, _data = founded(pair, tmp_path / "ulla", "udsyn", "Udsyn A/S")
    assert [found.name for found in vouching.on_exchange(pair.caseworker)] == ["Udsyn A/S"]
    vouching.vouch(pair.caseworker, vouching.on_exchange(pair.caseworker)[0])
    assert vouching.on_exchange(pair.caseworker) == []
    desk.close()


def test_a_later_version_alone_does_not_show_the_key_it_began_with(pair: DeskPair, tmp_path: Path) -> None:
    desk, _data = founded(pair, tmp_path / "ulla", "udsyn", "Udsyn A/S")
    pair.clock.forward(minutes=1)
    later = organisation.vouch(
        desk, org="lindholm-kommune", name="Lindholm Kommune", kind="municipality", root=pair.caseworker.settings.root
    )
    (tmp_path / "udsyn.json").write_bytes(later)
    with pytest.raises(InputRefused):
        vouching.from_file(pair.caseworker, tmp_path / "udsyn.json")
    desk.close()


def test_a_changed_file_is_refused_and_a_missing_one_said(pair: DeskPair, tmp_path: Path) -> None:
    desk, data = founded(pair, tmp_path / "ulla", "udsyn", "Udsyn A/S")
    (tmp_path / "udsyn.json").write_bytes(data.replace(b"Ulla Dam", b"Ulla Lam"))
    with pytest.raises(InputRefused, match="signature"):
        vouching.from_file(pair.caseworker, tmp_path / "udsyn.json")
    with pytest.raises(NotFound):
        vouching.from_file(pair.caseworker, tmp_path / "ingen.json")
    desk.close()


def test_rubbish_on_the_exchange_does_not_hide_the_others(pair: DeskPair, tmp_path: Path) -> None:
    desk, data = founded(pair, tmp_path / "ulla", "udsyn", "Udsyn A/S")
    pair.caseworker.carrier.publish("andre", data.replace(b"udsyn", b"andre"))
    pair.caseworker.carrier.publish("tredje", b'{"body":{"org":"tredje","version":"en"}}')
    assert [found.org for found in vouching.on_exchange(pair.caseworker)] == ["udsyn"]
    desk.close()


def test_only_an_administrator_vouches(pair: DeskPair, tmp_path: Path) -> None:
    desk, data = founded(pair, tmp_path / "ulla", "udsyn", "Udsyn A/S")
    (tmp_path / "udsyn.json").write_bytes(data)
    candidate = vouching.from_file(pair.caseworker, tmp_path / "udsyn.json")
    pair.caseworker.keys = type(pair.caseworker.keys)(
        tuple(key for key in pair.caseworker.keys.keys if key.use != "administration")
    )
    with pytest.raises(NotPossible, match="does not sign"):
        vouching.vouch(pair.caseworker, candidate)
    assert post.sync(pair.caseworker).trouble == ""
    desk.close()
