"""What is known about one organisation: the versions of its directory, made ready for looking up."""

from datetime import datetime
from typing import NamedTuple

from orderdesk.documents.directory import Directory, DirectoryDocument, Member, MemberKey
from orderdesk.documents.envelope import DirectoryReference
from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing.canonical import digest
from orderdesk.trust.authority import may_issue
from orderdesk.trust.times import comparable

_LOST = ("lost", "compromised")
_POST_ROLES = frozenset({"caseworker", "leader", "consultant"})


class Claim(NamedTuple):
    """What a document says of its sender, for a directory to judge."""

    person: str
    role: str
    did: str
    issued: datetime
    document_type: str
    kind: str | None


class Person(NamedTuple):
    """A member, with the signing keys by did:key."""

    member: Member
    signing: dict[str, list[MemberKey]]


class Version:
    """One version of a directory."""

    __slots__ = ("body", "digest", "document", "issued", "people")

    def __init__(self, document: DirectoryDocument, identity: str) -> None:
        self.document = document
        self.body: Directory = document.body
        self.digest = identity
        self.issued = document.issued
        self.people: dict[str, Person] = {}
        for member in self.body.members:
            signing: dict[str, list[MemberKey]] = {}
            for key in member.keys:
                if key.use == "signing":
                    signing.setdefault(key.id, []).append(key)
            self.people.setdefault(member.person, Person(member, signing))

    def check_claim(self, claim: Claim) -> None:
        """Raises InputRefused: "member" (no such person, or not their key), "role", "period"."""
        person = self.people.get(claim.person)
        if person is None:
            raise InputRefused(
                "member", _("The sender is not in the organisation's directory."), _("Ask for the newest directory.")
            )
        keys = person.signing.get(claim.did)
        if keys is None:
            raise InputRefused(
                "member",
                _("The document is signed with a key that is not the sender's."),
                _("Ask for the newest directory; if the key is not there either, ring the sender."),
            )
        if claim.role not in person.member.roles:
            raise InputRefused("role", _("The sender does not hold the role that the document is signed in."))
        if not may_issue(claim.document_type, claim.kind, self.body.kind, claim.role):
            raise InputRefused("role", _("Nobody in that role and organisation may issue such a document."))
        if not any(counts_at(key, claim.issued) for key in keys):
            raise InputRefused("period", _("The sender's key did not count when the document was issued."))


class Organisation:
    """The versions known of one organisation's directory, oldest first."""

    __slots__ = ("_versions", "by_number", "ended", "newest", "revoked", "root")

    def __init__(self, first: Version, root: str) -> None:
        self.root = root
        self._versions = [first]
        self.newest = first
        self.by_number = {first.body.version: first}
        self.revoked: dict[str, tuple[datetime, bool]] = {}
        """When a key stopped counting, and whether somebody else may have it. Never taken back by a later version."""
        self.ended: datetime | None = None
        """When the organisation that vouched for this one stopped doing so."""
        self._take_revocations(first)

    def add(self, version: Version) -> None:
        """Take a version that follows the newest; the caller has checked the link."""
        self._versions.append(version)
        self.newest = version
        self.by_number[version.body.version] = version
        self._take_revocations(version)

    def versions(self) -> tuple[Version, ...]:
        """All versions known, oldest first."""
        return tuple(self._versions)

    def check_directory(self, reference: DirectoryReference | None, issued: datetime) -> None:
        """Raises InputRefused "directory": expired when the document was issued, no longer vouched for, or a reference
        to a version that is known with another content."""
        if issued >= self.newest.body.expires:
            raise InputRefused(
                "directory",
                _("The directory of the sender's organisation had expired when the document was issued."),
                _("Ask the organisation for its newest directory."),
            )
        if self.ended is not None and issued >= self.ended:
            raise InputRefused("directory", _("The sender's organisation was no longer a partner at that time."))
        if reference is not None and not self.holds_reference(reference.version, reference.hash):
            raise InputRefused(
                "directory",
                _("The sender names another directory than the one that is known under that version."),
                _("Ring the organisation: two directories with one number must not exist."),
            )

    def check_claim(self, claim: Claim) -> None:
        """Raises InputRefused "member", "role" or "period".

        The newest version knows best about keys; the one in force when the document was issued knows who was there and
        in which role. Either is enough, so that an old report outlives its author's change of job.
        """
        try:
            self.newest.check_claim(claim)
        except InputRefused:
            in_force = self._in_force_at(claim.issued)
            if in_force is self.newest:
                raise
            try:
                in_force.check_claim(claim)
            except InputRefused:
                pass
            else:
                return
            raise

    def check_revocation(self, did: str, issued: datetime, arriving: bool) -> None:
        """Raises InputRefused "revocation"."""
        if did not in self.revoked:
            return
        since, lost = self.revoked[did]
        if issued >= since:
            raise InputRefused("revocation", _("The key was revoked before the document was issued."))
        if lost and arriving:
            raise InputRefused(
                "revocation",
                _("The key has been reported lost, so that the date of the document proves nothing."),
                _("Ask the sender to sign it anew with their present key."),
            )

    def holds_reference(self, number: int, identity: str) -> bool:
        """Whether the directory known under that number, if any, is that one."""
        known = self.by_number.get(number)
        return known is None or known.digest == identity

    def window(self, person: str, role: str, did: str, document_type: str, kind: str | None) -> tuple[str, str] | None:
        """From when, and before when, such a document by that key counts by the newest directory, as text; None where
        it does not or where the answer is not one stretch of time."""
        found = self.newest.people.get(person)
        keys = found.signing.get(did, []) if found else []
        if found is None or len(keys) != 1 or role not in found.member.roles:
            return None
        if not may_issue(document_type, kind, self.newest.body.kind, role):
            return None
        revoked = self.revoked[did][0] if did in self.revoked else None
        ends = [end for end in (self.newest.body.expires, keys[0].until, self.ended, revoked) if end is not None]
        return comparable(keys[0].since), comparable(min(ends))

    def check_next(self, document: DirectoryDocument, did: str) -> None:
        """Whether `document`, signed by `did`, follows the newest version. Raises InputRefused "directory" or
        "revocation"."""
        newest, body = self.newest, document.body
        if body.version <= newest.body.version:
            raise InputRefused(
                "directory",
                _("The directory is older than version {version}, which is known.").format(version=newest.body.version),
            )
        if newest.digest not in document.prev:
            raise InputRefused(
                "directory",
                _("A version of the directory between version {version} and this one is missing.").format(
                    version=newest.body.version
                ),
                _("Add the versions one after the other."),
            )
        if did not in newest.body.administrators and offline_fingerprint(did) != newest.body.offline:
            raise InputRefused(
                "directory", _("The directory is not signed by an administrator whom the version before it names.")
            )
        self.check_revocation(did, document.issued, arriving=True)
        if document.issued < newest.issued or body.kind != newest.body.kind:
            raise InputRefused("directory", _("The directory contradicts the version before it."))

    def sealing_keys(self, person: str | None, at: datetime) -> list[str]:
        """The did:keys that post for `person` is sealed to, or for all who handle post when `person` is None."""
        members = self.newest.body.members
        chosen = [m for m in members if (m.person == person if person else _POST_ROLES.intersection(m.roles))]
        keys = [key for member in chosen for key in member.keys if key.use == "sealing" and counts_at(key, at)]
        return [key.id for key in keys if key.id not in self.revoked or at < self.revoked[key.id][0]]

    def _in_force_at(self, moment: datetime) -> Version:
        """The newest version published by then; the oldest that is known when all are later."""
        return next((v for v in reversed(self._versions) if v.issued <= moment), self._versions[0])

    def _take_revocations(self, version: Version) -> None:
        for revocation in version.body.revocations:
            lost = revocation.reason in _LOST
            if (known := self.revoked.get(revocation.key)) is not None:
                self.revoked[revocation.key] = (min(known[0], revocation.at), known[1] or lost)
            else:
                self.revoked[revocation.key] = (revocation.at, lost)


def counts_at(key: MemberKey, moment: datetime) -> bool:
    """Whether `moment` is in the key's period: from `since`, before `until`."""
    return key.since <= moment and (key.until is None or moment < key.until)


def offline_fingerprint(did: str) -> str:
    """How a directory names an administrator's key that is kept offline: the SHA-256 of its did:key as text."""
    return digest(did.encode("ascii"))
