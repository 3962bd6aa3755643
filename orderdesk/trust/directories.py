"""Whom to believe: a set of verified directories.

One organisation is pinned: a desk's own, by the key that was read out at set-up, or the one whose directory a script
was handed. Its directory vouches for its partners, each by the key that signed their first directory, and may carry
their directory along. Partners vouch for nobody: trust is one step long, and its path can be told over the telephone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self

from orderdesk.documents.directory import Directory, DirectoryDocument, Member, MemberKey
from orderdesk.documents.envelope import Document
from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.parsing import Parsed
from orderdesk.trust.organisation import Claim, Organisation, Version, counts_at
from orderdesk.trust.result import Verification, refused_at
from orderdesk.trust.verification import verify


class _Root(NamedTuple):
    """The key an organisation is known by. `kind` is None for the pinned one, whose own directory says it."""

    did: str
    kind: str | None


class _Window(NamedTuple):
    """From when and before when an author's documents count by their organisation's newest directory."""

    since: str
    until: str
    organisation: Organisation


class Trust:
    """The directories that documents are judged by. Lookups are by dictionary and cost the same however many there
    are."""

    def __init__(self) -> None:
        self._roots: dict[str, _Root] = {}
        self._organisations: dict[str, Organisation] = {}
        self._pinned = ""
        self._windows: dict[tuple[str, str, str, str, str, str | None], _Window] = {}
        """What was worked out for `believes`; emptied when a directory comes in."""

    @classmethod
    def pinned(cls, org: str, root_did: str) -> Self:
        """Believe the organisation whose first directory is signed with `root_did`, and whom it vouches for."""
        trust = cls()
        trust._pinned = org
        trust._roots[org] = _Root(root_did, None)
        return trust

    @classmethod
    def from_files(cls, directories: Sequence[bytes], now: datetime) -> Self:
        """Believe the first of these signed directories because it was handed over, and those that it vouches for.

        The same organisation's earlier and later versions may be among them, in any order. Raises InputRefused for one
        that does not verify or that nobody vouches for.
        """
        if not directories:
            raise InputRefused("directory", _("There is no directory in what was given."))
        read = [_read_directory(data, now) for data in directories]
        org = read[0].document.body.org
        own = sorted((one for one in read if one.document.body.org == org), key=lambda one: one.document.body.version)
        trust = cls.pinned(org, own[0].signer)
        rest = sorted((one for one in read if one.document.body.org != org), key=lambda one: one.document.body.version)
        for one in (*own, *rest):
            result = trust.add(one.data, now)
            if (failure := result.failure) is not None:
                raise InputRefused(failure.name, failure.message, failure.advice)
        return trust

    def add(self, data: bytes, now: datetime) -> Verification:
        """Take a directory, or a newer version of one. True when it was taken or is known already; otherwise nothing
        has changed.

        A first version is signed with the pinned or vouched key. A later one names the digest of the version before it
        and is signed by an administrator whom that version names. An older version, and a second one with the same
        number, are refused. An expired one is taken: it says who was there, and refuses what was issued later.
        """
        result = verify(data, self, now=now)
        if not result or result.parsed is None or result.signer is None:
            return result
        if not isinstance(result.document, DirectoryDocument):
            refused = InputRefused("directory", _("The document is not a directory."))
            return refused_at(refused, result.parsed, result.document, result.signer)
        try:
            self._take(_Read(data, result.document, result.parsed.digest, result.signer), now)
        except InputRefused as refused:
            return refused_at(refused, result.parsed, result.document, result.signer)
        return result

    def check_sender(self, document: Document, parsed: Parsed, did: str, *, arriving: bool) -> None:
        """Whether the sender exists, may issue this and signed it with a key that counted then.

        Raises InputRefused: "directory", "member", "role", "period" or "revocation".
        """
        if isinstance(document, DirectoryDocument):
            self._check_directory(document, parsed.digest, did)
            return
        sender, issued = document.sender, document.issued
        organisation = self._organisations.get(sender.org)
        if organisation is None:
            raise InputRefused(
                "directory",
                _("There is no directory of the sender's organisation among those that are trusted."),
                _("Get the organisation's directory from somebody you trust."),
            )
        value = parsed.value
        body = value["body"]
        kind = body.get("kind") if isinstance(body, dict) else None
        organisation.check_directory(document.directory, issued)
        claim = Claim(sender.person, sender.role, did, issued, str(value["type"]), kind if type(kind) is str else None)
        organisation.check_claim(claim)
        organisation.check_revocation(did, issued, arriving)

    def believes(self, value: Any, did: str) -> bool:
        """A short way to yes for a document, as values that fit the schema; `check_sender` decides where this says no.

        The answer for one author holds for a stretch of time, so that it is worked out once and not for each file.
        """
        sender = value["from"]
        claim = (sender["org"], sender["person"], sender["role"], did, value["type"], value["body"].get("kind"))
        window = self._windows.get(claim) or self._work_out(claim)
        if window is None or not window.since <= value["issued"] < window.until:
            return False
        reference = value.get("directory")
        return reference is None or window.organisation.holds_reference(reference["version"], reference["hash"])

    def organisations(self) -> list[str]:
        """The organisations whose directory is known."""
        return list(self._organisations)

    def organisation(self, org: str) -> Directory | None:
        """The newest directory known of `org`."""
        known = self._organisations.get(org)
        return known.newest.body if known else None

    def versions(self, org: str) -> tuple[Version, ...]:
        """The versions known of the directory of `org`, oldest first."""
        known = self._organisations.get(org)
        return known.versions() if known else ()

    def member(self, org: str, person: str) -> Member | None:
        """A person as the newest directory has them."""
        known = self._organisations.get(org)
        found = known.newest.people.get(person) if known else None
        return found.member if found else None

    def key(self, org: str, person: str, did: str, at: datetime) -> MemberKey | None:
        """That signing key of the person, if it counts at that moment and is not revoked then."""
        known = self._organisations.get(org)
        found = known.newest.people.get(person) if known else None
        if known is None or found is None:
            return None
        if did in known.revoked and at >= known.revoked[did][0]:
            return None
        return next((key for key in found.signing.get(did, ()) if counts_at(key, at)), None)

    def sealing_keys(self, org: str, person: str | None, at: datetime) -> list[str]:
        """The did:keys that post is sealed to: the person's, or those of all who handle the organisation's post."""
        known = self._organisations.get(org)
        return known.sealing_keys(person, at) if known else []

    def _work_out(self, claim: tuple[str, str, str, str, str, str | None]) -> "_Window | None":
        organisation = self._organisations.get(claim[0])
        times = organisation.window(*claim[1:]) if organisation else None
        if organisation is None or times is None:
            return None
        window = self._windows[claim] = _Window(*times, organisation)
        return window

    def _check_directory(self, document: DirectoryDocument, identity: str, did: str) -> None:
        body = document.body
        if (body.org, body.version, "administrator") != (document.sender.org, document.seq, document.sender.role):
            raise InputRefused("directory", _("The directory contradicts its own envelope."))
        root = self._roots.get(body.org)
        if root is None:
            raise InputRefused(
                "directory",
                _("Nobody who is trusted vouches for that organisation."),
                _("Have your own administrator list it as a partner, after reading its key out over the telephone."),
            )
        known = self._organisations.get(body.org)
        same = known.by_number.get(body.version) if known else None
        if same is not None:
            if same.digest != identity:
                raise InputRefused(
                    "directory",
                    _("Another directory with the same version is known."),
                    _("Ring the organisation: two directories with one number must not exist."),
                )
        elif known is not None:
            known.check_next(document, did)
        elif did != root.did:
            raise InputRefused("directory", _("The directory is signed with another key than the one vouched for."))
        if root.kind not in (None, body.kind):
            raise InputRefused("directory", _("The organisation is of another kind than the one vouched for."))

    def _take(self, read: "_Read", now: datetime) -> None:
        """Take a directory that has been checked; all or nothing."""
        body = read.document.body
        known = self._organisations.get(body.org)
        if known is not None and body.version in known.by_number:
            return
        if body.org != self._pinned:
            self._put(read)
            return
        carried = [
            _carried(partner.org, partner.root, partner.kind, partner.directory, now) for partner in body.partners
        ]
        self._put(read)
        self._vouch(body, read.document.issued)
        for one in carried:
            if one is not None:
                self._take_carried(one)

    def _put(self, read: "_Read") -> None:
        self._windows.clear()
        version = Version(read.document, read.digest)
        known = self._organisations.get(version.body.org)
        if known is None:
            self._organisations[version.body.org] = Organisation(version, self._roots[version.body.org].did)
        else:
            known.add(version)

    def _vouch(self, body: Directory, since: datetime) -> None:
        """Partners come and go with the pinned organisation's directory. A partner with a new root starts over."""
        self._windows.clear()
        named = {partner.org: _Root(partner.root, partner.kind) for partner in body.partners if partner.org != body.org}
        for org in [org for org in self._roots if org != body.org and org not in named]:
            del self._roots[org]
            if org in self._organisations:
                self._organisations[org].ended = since
        for org, root in named.items():
            if (known := self._organisations.get(org)) is not None:
                known.ended = None
                if known.root != root.did:
                    del self._organisations[org]
            self._roots[org] = root

    def _take_carried(self, read: "_Read") -> None:
        """A partner's directory that was carried along: who signed the carrier vouches for this very version."""
        known = self._organisations.get(read.document.body.org)
        if known is None or read.document.body.version > known.newest.body.version:
            self._put(read)


class _Read(NamedTuple):
    """A directory whose signature and schema hold."""

    data: bytes
    document: DirectoryDocument
    digest: str
    signer: str


def _read_directory(data: bytes, now: datetime) -> _Read:
    """Raises InputRefused for what is not a well-signed directory."""
    result = verify(data, None, now=now)
    if (failure := result.failure) is not None:
        raise InputRefused(failure.name, failure.message, failure.advice)
    if not isinstance(result.document, DirectoryDocument) or result.parsed is None or result.signer is None:
        raise InputRefused("directory", _("The document is not a directory."))
    return _Read(data, result.document, result.parsed.digest, result.signer)


def _carried(org: str, root: str, kind: str, directory: dict[str, object] | None, now: datetime) -> _Read | None:
    """The directory of a partner that the pinned organisation's directory carries, if any. Raises InputRefused."""
    if directory is None:
        return None
    read = _read_directory(canonical_bytes(directory), now)  # type: ignore[arg-type]
    body = read.document.body
    if (body.org, body.kind, read.document.sender.org) != (org, kind, org):
        raise InputRefused("directory", _("The directory carries another organisation's under a partner's name."))
    if body.version == 1 and read.signer != root:
        raise InputRefused("directory", _("A partner's directory is signed with another key than the one vouched for."))
    return read
