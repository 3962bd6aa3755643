"""The directories that a desk believes, as one file that scripts verify documents with."""

from orderdesk.desk.desk import Desk


def directories(desk: Desk) -> tuple[bytes, int]:
    """A JSON list of signed directories, all versions of the own organisation's first, then its partners'; and how
    many there are. `trust.files.documents_in` reads it."""
    others = sorted(org for org in desk.trust.organisations() if org != desk.settings.org)
    versions = [version for org in (desk.settings.org, *others) for version in desk.trust.versions(org)]
    signed = [desk.archive.get(version.digest) for version in versions if version.digest in desk.archive]
    return b"[" + b",\n".join(signed) + b"]\n", len(signed)
