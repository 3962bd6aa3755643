"""Reading the TOML files that a municipality writes beside the program's own: what cannot be read is refused with the
file's name and the line."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from orderdesk.errors import InputRefused
from orderdesk.locale import N_, _

_AT_LINE: Final = re.compile(r"at line (\d+)")
_SEE: Final = N_("The README beside the program's word lists says how such a file is written.")


class BrokenFile(InputRefused):
    """A file, or its folder, that cannot be read: an English sentence, and the values of its places."""

    def __init__(self, template: str, **values: str | int) -> None:
        super().__init__("local", _(template).format(**values), _(_SEE))
        self.template = template
        self.values = values


def read_toml(path: Path, shown: str) -> tuple[Mapping[str, Any], str]:
    """What stands in the file, and its text; nothing where there is no file. `shown` is its name in sentences. Raises
    BrokenFile."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}, ""
    except OSError:
        raise BrokenFile(N_("The file {file} cannot be read."), file=shown) from None
    try:
        text = data.decode("utf-8-sig")
        return tomllib.loads(text), text
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenFile(N_("The file {file} is not UTF-8 text: look at line {line}."), file=shown, line=line) from None
    except tomllib.TOMLDecodeError as error:
        told = _AT_LINE.search(str(error))
        line = int(told[1]) if told else text.count("\n") + 1
        raise BrokenFile(N_("The file {file} is not TOML: look at line {line}."), file=shown, line=line) from None


def texts_of(content: Mapping[str, Any], name: str, text: str, shown: str) -> list[str]:
    """The list of texts under `name`; empty where there is none. Raises BrokenFile for anything else."""
    texts = content.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(entry, str) for entry in texts):
        template = N_("The file {file}, line {line}: “{entry}” must be a list of texts.")
        raise BrokenFile(template, file=shown, line=line_of(name, text), entry=name)
    return texts


def only_known(content: Mapping[str, Any], known: tuple[str, ...], text: str, shown: str) -> None:
    """Refuse members that nobody would read. Raises BrokenFile."""
    for member in content:
        if member not in known:
            template = N_("The file {file}, line {line}: “{entry}” is none of these: {known}.")
            line = line_of(member, text)
            raise BrokenFile(template, file=shown, line=line, entry=member, known=", ".join(known))


def known_names(folder: Path, languages: tuple[str, ...], names: tuple[str, ...]) -> None:
    """Refuse a folder that is not there, and files in it that would be passed over without a word. Raises
    BrokenFile."""
    if not folder.is_dir():
        raise BrokenFile(N_("The folder {folder} is not there."), folder=str(folder))
    for file in sorted(folder.rglob("*.toml")):
        place = file.relative_to(folder)
        if len(place.parts) != 2 or place.parts[0] not in languages:
            template = N_("The file {file} lies in no folder of a language ({languages}).")
            raise BrokenFile(template, file=place.as_posix(), languages=", ".join(languages))
        if file.stem not in names:
            template = N_("The file {file} has none of these names: {known}.")
            raise BrokenFile(template, file=place.as_posix(), known=", ".join(names))


def line_of(sought: str, text: str) -> int:
    """The line of `text`, from 1, on which `sought` stands first; 1 where it stands nowhere."""
    place = text.find(sought)
    return text.count("\n", 0, max(place, 0)) + 1
