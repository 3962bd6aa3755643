"""A real cipher, and a real small disk where the system lets us make one."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from orderdesk.signing.vault import RecordCipher

KEY = bytes(range(32))


@pytest.fixture
def cipher() -> RecordCipher:
    return RecordCipher(KEY)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 KiB of its own, so that "the disk is full" is what the kernel says."""
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("only Linux can make a small disk here")
    folder = tmp_path / "small disk"
    folder.mkdir()
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)], capture_output=True)
    if made.returncode != 0:
        pytest.skip("making a small disk needs the right to mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
