"""The examples: found in a checkout and in an installed wheel, and moved in time so that a Tuesday stays a Tuesday."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from orderdesk.demo.examples import TODAY_IN_FILES, Examples, examples_folder, moved, replaced

REPOSITORY = Path(__file__).parents[2]

in_a_checkout = pytest.mark.skipif(not (REPOSITORY / "examples").is_dir(), reason="not run from a checkout")


@in_a_checkout
def test_a_checkout_has_them_beside_the_package() -> None:
    assert (
        examples_folder().joinpath("directory.json").read_bytes()
        == (REPOSITORY / "examples" / "directory.json").read_bytes()
    )


@in_a_checkout
@pytest.mark.skipif(
    not (importlib.util.find_spec("hatchling") and importlib.util.find_spec("pip")),
    reason="building a wheel needs pip and hatchling",
)
def test_a_wheel_brings_them_along_and_plays(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    done = subprocess.run([*build, "--wheel-dir", str(tmp_path), str(REPOSITORY)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    where = "from orderdesk.demo.examples import examples_folder; print(examples_folder())"
    environment = {**os.environ, "PYTHONPATH": str(installed), "LC_ALL": "C.UTF-8"}
    asked = subprocess.run(
        [sys.executable, "-c", where], capture_output=True, text=True, env=environment, cwd=tmp_path, check=True
    )
    assert Path(asked.stdout.strip()) == installed / "orderdesk" / "demo" / "examples"
    played = subprocess.run(
        [sys.executable, "-m", "orderdesk", "demo", "--play"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert played.returncode == 0, played.stderr


@pytest.mark.parametrize("today", [TODAY_IN_FILES, date(2026, 11, 28), date(2027, 2, 28), date(2025, 1, 1)])
def test_all_dates_move_by_whole_weeks_and_nothing_that_happened_gets_past_today(today: date) -> None:
    examples = Examples.as_of(today)
    there = date.fromisoformat(examples.day(TODAY_IN_FILES.isoformat()))
    assert there <= today < there + timedelta(weeks=1)
    for name in ("bettina-ravn", "torben-eskildsen"):
        report = examples.report(name, "2026-11")
        assert all(date.fromisoformat(session["day"]) < today for session in report["sessions"])
        original = json.loads((examples.folder / f"reports/{name}/2026-11.json").read_text(encoding="utf-8"))
        days = [(date.fromisoformat(s["day"]), date.fromisoformat(o["day"]))
                for s, o in zip(report["sessions"], original["sessions"], strict=True)]  # fmt: skip
        assert {now - then for now, then in days} == {timedelta(weeks=examples.weeks)}


@pytest.mark.parametrize(
    ("text", "weeks", "expected"),
    [
        ("2026-11-22", 1, "2026-11-29"),
        ("2026-11-22", 0, "2026-11-22"),
        ("Vi var hos lægen den 10. november.", 3, "Vi var hos lægen den 1. december."),
        ("Flyt datoen til den 26. februar 2027.", 1, "Flyt datoen til den 5. marts 2027."),
        ("Ansøgningsfristen er 15. marts.", -10, "Ansøgningsfristen er 4. januar."),
        ("Tilbagefald i uge 41.", 20, "Tilbagefald i uge 8."),
        ("Statusattest 2026-07-02.pdf", 1, "Statusattest 2026-07-09.pdf"),
        ("Diskusprolaps, opereret i 2023. Fire timer om ugen, 741179-0312.", 5, None),
        ("Rammeaftale 2025-2028, delaftale 2", 5, None),
    ],
)
def test_dates_in_danish_prose_move_too_and_nothing_else_does(text: str, weeks: int, expected: str | None) -> None:
    assert moved(text, weeks) == (expected or text)


def test_every_month_that_the_examples_name_is_understood() -> None:
    texts = [path.read_text(encoding="utf-8") for path in examples_folder().rglob("*.json")]
    assert not any(re.search(r"\b[0-9]{1,2}\. (jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec)\b", text) for text in texts)


def test_words_are_put_in_the_place_of_others_wherever_they_stand() -> None:
    body = {"provider": {"name": "Ahmed Yildiz"}, "goals": [{"text": "Ahmed ringer."}], "minutes": 120}
    assert replaced(body, {"Ahmed Yildiz": "Sara Holt", "Ahmed": "Sara"}) == {
        "provider": {"name": "Sara Holt"},
        "goals": [{"text": "Sara ringer."}],
        "minutes": 120,
    }
