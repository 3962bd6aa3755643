"""Where a person's desk lies when nobody says otherwise."""

from pathlib import Path


def usual_folder() -> Path:
    """The folder that the operating system keeps for a program's data of this person."""
    import platformdirs

    return Path(platformdirs.user_data_path("orderdesk", appauthor=False)) / "desk"
