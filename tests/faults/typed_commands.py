"""A person's command lines, one after the other in a process of their own, so that start-up is paid once: each line of
stdin is a JSON list of words, each line of stdout what that command said and how it ended."""

import io
import json
import sys

from orderdesk.cli.main import run


def main() -> None:
    """Run what is typed until stdin ends."""
    answers, questions = sys.stdout, sys.stdin
    for line in questions:
        said, told = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _stream in range(2))
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # nobody sits there
        sys.stdout, sys.stderr = said, told
        try:
            code = int(run(json.loads(line)))
        finally:
            sys.stdout, sys.stderr = answers, sys.__stderr__
        ended = {"code": code} | {name: _text(stream) for name, stream in (("out", said), ("err", told))}
        answers.write(json.dumps(ended) + "\n")
        answers.flush()


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


if __name__ == "__main__":
    main()
