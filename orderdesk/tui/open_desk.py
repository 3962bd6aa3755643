"""What the screens over a desk ask of the app that they stand in."""

from typing import Protocol, cast

from textual.app import App

from orderdesk.desk.desk import Desk


class OpenDesk(Protocol):
    """An app with an open desk."""

    desk: Desk

    def after_change(self) -> object:
        """Something was issued: the post goes out and lists are made anew."""


def open_desk_of(app: App[object]) -> OpenDesk:
    """The app as these screens see it."""
    return cast(OpenDesk, app)
