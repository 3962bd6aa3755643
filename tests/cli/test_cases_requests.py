"""`orderdesk case request`: doctors are asked, and each step of the way is noted."""

import pytest
from command_desks import Desks, day


@pytest.fixture
def case(desks: Desks) -> str:
    """Bodil's case."""
    ended = desks.mette("case", "new", "Bodil Ærø", "710575-1234", "--track", "flex_job", "--decision", day(90))
    return ended.out.strip()


@pytest.fixture
def asked(desks: Desks, case: str) -> str:
    """A request that is being prepared; its id."""
    ended = desks.mette("case", "request", "new", case, "--form", "lae135", "--to", "Dr. Æbelø", "--about", "angst",
                        "--why", "Nævnt ofte.", "--question", "Hvad betyder åndenøden for hendes arbejde?")  # fmt: skip
    assert (ended.code, ended.out) == (0, "R1\n"), ended.err
    return "R1"


def test_what_is_on_file_is_told_before_a_new_one_is_made(desks: Desks, case: str) -> None:
    desks.mette("case", "add", "evidence", case, "--kind", "lae125", "--about", "angst", "--information-date", day(-30),
                "--received", day(-20), "--author", "Dr. Æbelø")  # fmt: skip
    words = ("case", "request", "new", case, "--form", "lae125", "--to", "Dr. Æbelø", "--about", "angst")
    checked = desks.mette(*words, "--check")
    assert (checked.code, checked.out) == (1, "")
    assert "The file holds it already" in checked.err
    assert desks.mette("case", "request", "list", case, "--json").value == []
    made = desks.mette(*words, "--json")
    assert made.code == 0
    assert made.value["request"] == "R1"
    (warned,) = made.value["warnings"]
    assert (warned["code"], warned["entries"]) == ("on_file", ["E1"])
    other = desks.mette("case", "request", "new", case, "--form", "lae115", "--about", "ryg", "--check")
    assert other.code == 0


def test_a_request_goes_its_way(desks: Desks, case: str, asked: str) -> None:
    request = ("case", "request")
    text = desks.mette(*request, "text", case, asked)
    assert "Hvad betyder åndenøden for hendes arbejde?" in text.out
    assert "Nothing was sent or noted." in text.err
    early = desks.mette(*request, "reminded", case, asked)
    assert early.code == 1
    assert "The request has not been sent yet." in early.err
    sent = desks.mette(*request, "sent", case, "r1", "--day", day(-45))
    assert sent.code == 0, sent.err
    assert "Answer due" in sent.err
    assert desks.mette(*request, "contacted", case, asked, "--day", day(-44)).code == 0
    assert desks.mette(*request, "consultation", case, asked, "--day", day(-30)).code == 0
    assert "Dr. Æbelø" in desks.mette(*request, "letter", case, asked).out
    reminded = desks.mette(*request, "reminded", case, asked, "--day", day(-7), "--json").value
    assert (reminded["request"], reminded["next"]) == (asked, "a reminder to the doctor")
    assert "Dr. Æbelø" in desks.mette(*request, "call-note", case, asked).out
    assert desks.mette(*request, "called", case, asked, "--text", "-", stdin="Den kommer på mandag.".encode()).code == 0
    (row,) = desks.mette(*request, "list", case, "--json").value
    assert (row["state"], row["reminders"], row["requested"]) == ("open", 1, day(-45))
    assert "receive" in row["possible"]
    assert "send" not in row["possible"]
    listed = desks.mette(*request, "list", case).out
    assert "Dr. Æbelø" in listed
    assert max(map(len, listed.splitlines())) <= 80
    paper = desks.folder / "svar.txt"
    paper.write_text("Attesten er udfyldt.", encoding="utf-8")
    came = desks.mette(*request, "received", case, asked, "--information-date", day(-3), "--attach", str(paper),
                       "--diagnosis", "Angst", "--significance", "Hun kan holde til fem timer.", "--json")  # fmt: skip
    assert came.code == 0, came.err
    assert (came.value["evidence"], came.value["request"]) == ("E1", asked)
    file = desks.mette("case", "show", case, "--json").value["file"]
    paper_row = file["evidence"][0]
    assert (paper_row["kind"], paper_row["author"], paper_row["about"]) == ("lae135", "Dr. Æbelø", ["angst"])
    assert (paper_row["received"], paper_row["file"]["name"]) == (day(0), "svar.txt")
    assert file["requests"][0]["calls"][0]["text"] == "Den kommer på mandag."
    assert file["requests"][0]["evidence"] == ["E1"]
    twice = desks.mette(*request, "received", case, asked)
    assert twice.code == 1
    assert "The answer has come already." in twice.err


def test_what_closes_a_gap_is_confirmed_after_it_was_read(desks: Desks, case: str, asked: str) -> None:
    desks.mette("case", "request", "sent", case, asked)
    came = desks.mette("case", "request", "received", case, asked, "--information-date", day(0))
    assert came.out == "E1\n"
    closes = desks.mette("case", "confirm", case, "E1", "--json").value["closes"]
    assert closes
    assert all(gap in came.err for gap in closes)
    notes = desks.mette("case", "show", case, "--json").value["file"]["notes"]
    assert [(one["gap"], one["entries"]) for one in notes] == [(gap, ["E1"]) for gap in closes]


def test_a_doctor_declines_and_a_request_is_taken_back(desks: Desks, case: str, asked: str) -> None:
    assert desks.mette("case", "request", "declined", case, asked, "--text", "Kender hende ikke.").code == 1
    desks.mette("case", "request", "sent", case, asked, "--day", day(-5))
    assert desks.mette("case", "request", "declined", case, asked, "--text", "Kender hende ikke.").code == 0
    other = desks.mette("case", "request", "new", case, "--form", "lae125", "--to", "Dr. Ørum").out.strip()
    back = desks.mette("case", "request", "withdrawn", case, other, "--text", "Prøver noget andet.", "--json").value
    assert back["there"] is False
    states = [one["state"] for one in desks.mette("case", "request", "list", case, "--json").value]
    assert states == ["declined"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("new", "CASE", "--form", "lae999"), 2, "not one of lae115"),
        (("new", "CASE"), 2, "--form"),
        (("text", "CASE", "R7"), 1, "There are: R1."),
        (("sent", "CASE", "R1", "--day", "+3"), 1, "That day has not come yet"),
        (("declined", "CASE", "R1"), 2, "--text"),
        (("received", "CASE", "R1"), 1, "The request has not been sent yet."),
        (("called", "CASE", "R1", "--text", "Hemmeligt"), 1, "The request has not been sent yet."),
    ],
)  # fmt: skip
def test_what_cannot_be_noted(
    desks: Desks, case: str, asked: str, words: tuple[str, ...], code: int, says: str
) -> None:
    ended = desks.mette("case", "request", *(case if word == "CASE" else word for word in words))
    assert (ended.code, ended.out) == (code, "")
    assert says in ended.err
    assert "Hemmeligt" not in ended.err


def test_a_request_without_a_doctor_or_a_question_is_not_sent(desks: Desks, case: str) -> None:
    made = desks.mette("case", "request", "new", case, "--form", "lae135").out.strip()
    assert "Write which doctor" in desks.mette("case", "request", "sent", case, made).err
    assert desks.mette("case", "change", "requests", case, made, "--to", "Dr. Æbelø").code == 0
    assert "Write the questions" in desks.mette("case", "request", "sent", case, made).err
