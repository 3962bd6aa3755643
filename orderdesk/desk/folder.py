"""The desk's folder on disk, and the settings that can be read without a passphrase."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from orderdesk.desk.storage import atomic
from orderdesk.documents.people import Role
from orderdesk.errors import DeskUnavailable, NotFound
from orderdesk.locale import _


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """Where each thing of a desk lies."""

    root: Path

    @property
    def settings(self) -> Path:
        """Settings that need no passphrase: who the desk belongs to, language, exchange."""
        return self.root / "desk.json"

    @property
    def keys(self) -> Path:
        """The person's private keys, encrypted."""
        return self.root / "keys.sealed"

    @property
    def coming_keys(self) -> Path:
        """The keys with new ones among them, until the directory that names those is kept; see `coming_keys`."""
        return self.root / "keys.coming"

    @property
    def documents(self) -> Path:
        """The archive: one encrypted file per document."""
        return self.root / "documents"

    @property
    def files(self) -> Path:
        """Files kept with cases: one encrypted file each, named by hash."""
        return self.root / "files"

    @property
    def store(self) -> Path:
        """The journal of everything else."""
        return self.root / "store"

    @property
    def quarantine(self) -> Path:
        """What arrived and was refused, as it came."""
        return self.root / "quarantine"

    @property
    def windows(self) -> Path:
        """A locked file for each program that has the desk open."""
        return self.root / "windows"

    @property
    def crashes(self) -> Path:
        """Redacted crash reports."""
        return self.root / "crashes"


class Settings(BaseModel):
    """A desk's settings. Holds nothing about citizens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    org: str
    org_name: str
    org_kind: Literal["municipality", "provider"]
    person: str
    name: str
    role: Role
    language: Literal["da", "en"]
    exchange: str
    root: str
    vault: dict[str, Any]
    earlier: str = ""
    """While the archive is encrypted anew: its earlier key, under the present one. Empty otherwise."""
    theme: str = "orderdesk-light"
    autosave_seconds: float = 2.0
    local: str = ""
    """The folder of the local policy: word lists and questions of the municipality's own; empty for none."""


def load_settings(folder: DeskFolder) -> Settings:
    """The settings of the desk in `folder`. Raises NotFound where there is none, DeskUnavailable for damaged ones."""
    try:
        return Settings.model_validate_json(folder.settings.read_bytes())
    except FileNotFoundError:
        raise NotFound(
            _("There is no desk in {folder}.").format(folder=folder.root),
            _("Make one with `orderdesk init`, or name another with --desk."),
        ) from None
    except ValidationError:
        raise DeskUnavailable(
            _("The settings of the desk in {folder} cannot be read.").format(folder=folder.root),
            _("Nothing was changed. Restore the desk from a backup with `orderdesk restore`."),
        ) from None
    except OSError as error:
        raise atomic.trouble(error) from None


def save_settings(folder: DeskFolder, settings: Settings) -> None:
    """Write the settings, in full or not at all."""
    atomic.replace(folder.settings, settings.model_dump_json(indent=2).encode())
