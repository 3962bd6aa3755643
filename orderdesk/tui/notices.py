"""Passing notices: each sentence stands on the screen once, however often it is said."""

from typing import Self

from textual.notifications import Notification, Notifications


class Notices(Notifications):
    """A key held down says its sentence again and again: the last one takes the place of those before it."""

    def add(self, notification: Notification) -> Self:
        """Take the notice up, in place of one that says the same."""
        for shown in list(self):
            if (shown.message, shown.severity) == (notification.message, notification.severity):
                del self[shown]
        return super().add(notification)
