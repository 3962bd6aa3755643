"""The demo's signed documents as plain files: what a script would be handed.

documents/NN-kind-sub-hash.json holds the canonical bytes, numbered by the time of issue; directory.json the
municipality's directory, which carries its partners' along. File names hold no citizen's data.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from orderdesk import durable
from orderdesk.demo.town import Town
from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.membership import organisation
from orderdesk.errors import NotPossible
from orderdesk.locale import _
from orderdesk.signing.canonical import canonical_bytes

# A document and its receipt may be issued within one second: what is acknowledged comes before.
_KINDS: Final = ("order", "reply", "notice", "meeting", "report", "review", "handover", "note", "receipt")
_FILE_MODE: Final = 0o666  # under umask


@dataclass
class Papers:
    """Writes a town's documents to `folder` as they come. `written` holds the files by digest, in their order."""

    folder: Path
    digits: int = 2
    written: dict[str, Path] = field(default_factory=dict)

    @property
    def documents(self) -> Path:
        """The folder of the documents."""
        return self.folder / "documents"

    @property
    def directory(self) -> Path:
        """The municipality's directory."""
        return self.folder / "directory.json"

    def write_directory(self, caseworker: Desk) -> Path:
        """Write the municipality's directory as the caseworker's desk has it."""
        directory = organisation.current_directory(caseworker)
        if directory is None:
            raise NotPossible(_("The municipality's directory has not come."))
        durable.replace(self.directory, canonical_bytes(directory), _FILE_MODE)
        return self.directory

    def write_new(self, town: Town) -> list[Path]:
        """Write what the desks hold and has not been written; gives the files, oldest document first."""
        self.documents.mkdir(exist_ok=True)
        fresh = {}
        for desk in town.desks.values():
            for digest, row in desk.store.rows(index.DOCUMENTS):
                if digest not in self.written and row["kind"] in _KINDS:
                    fresh[digest] = (row["issued"], _KINDS.index(row["kind"]), row["seq"], digest, row["sub"], desk)
        paths = []
        for digest, (_issued, kind, _seq, _digest, sub, desk) in sorted(fresh.items(), key=lambda item: item[1][:4]):
            name = "-".join(part for part in (_KINDS[kind], sub, digest.removeprefix("sha256-")[:8]) if part)
            path = self.documents / f"{len(self.written) + 1:0{self.digits}}-{name.replace('_', '-')}.json"
            durable.replace(path, desk.archive.get(digest), _FILE_MODE)
            self.written[digest] = path
            paths.append(path)
        return paths
