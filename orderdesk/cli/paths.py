"""Which files the arguments of a command mean: files, folders, patterns that no shell has expanded, standard input."""

# A Path for each of 100,000 names costs more than looking at them.
# ruff: noqa: PTH112, PTH118, PTH207

import os
from collections.abc import Iterable, Iterator

STDIN = "-"


def expand(arguments: Iterable[str], suffix: str = ".json") -> Iterator[str]:
    """The files, in the order of the arguments. A folder gives the files in it with that suffix, sorted, at any depth;
    hidden names and linked folders are left out. What is not there is given as it stands, for its reader to say so.
    """
    for argument in arguments:
        if argument == STDIN:
            yield argument
        elif os.path.isdir(argument):
            yield from _files_in(argument, suffix)
        elif _is_pattern(argument) and not os.path.lexists(argument):
            yield from _matching(argument, suffix)
        else:
            yield argument


def _files_in(folder: str, suffix: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            # Names and not entries: an entry keeps its stat result, and a folder may hold 100,000.
            found = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries if not e.name.startswith("."))
    except OSError:
        yield folder  # reading it will fail in the same way, and that is reported
        return
    within = os.path.join(folder, "")
    for name, is_folder in found:
        path = within + name
        if is_folder:
            yield from _files_in(path, suffix)
        elif name.lower().endswith(suffix):
            yield path


def _is_pattern(argument: str) -> bool:
    return any(mark in argument for mark in "*?[")


def _matching(pattern: str, suffix: str) -> Iterator[str]:
    from glob import iglob

    for path in sorted(iglob(pattern, recursive=True)):
        if os.path.isdir(path):
            yield from _files_in(path, suffix)
        else:
            yield path
