"""Twelve words as they are read out: two lines of six, which no terminal breaks."""

from orderdesk.cli.output import Output

_IN_A_LINE = 6


def show_words(out: Output, words: str) -> None:
    """Say the words of a fingerprint, so that somebody can read them to somebody."""
    each = words.split()
    for start in range(0, len(each), _IN_A_LINE):
        out.talk("  " + " ".join(each[start : start + _IN_A_LINE]))
