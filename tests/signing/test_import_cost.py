"""What a command pays for by verifying: `validate` must not load what it does not use."""

import subprocess
import sys

import pytest

COSTLY = ("joserfc", "pydantic", "textual", "httpx", "tinydb", "rfc8785")


def loaded(module: str) -> set[str]:
    """The packages that are in memory after importing `module` in a new interpreter."""
    code = f"import {module}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["proof", "parsing", "didkey", "keys", "vault", "words"])
def test_verifying_loads_nothing_costly(module: str) -> None:
    assert not loaded(f"orderdesk.signing.{module}").intersection(COSTLY)


def test_parsing_loads_no_cryptography() -> None:
    assert "cryptography" not in loaded("orderdesk.signing.parsing")


def test_sealing_alone_loads_joserfc() -> None:
    assert "joserfc" in loaded("orderdesk.signing.sealing")
    assert not loaded("orderdesk.signing.sealing").intersection({"pydantic", "textual", "httpx"})
