"""Light, dark and high-contrast colours. Nothing is said by colour alone: every mark is also a character."""

from textual.theme import Theme

LIGHT = "orderdesk-light"
DARK = "orderdesk-dark"
CONTRAST = "orderdesk-contrast"

THEMES = (
    Theme(
        name=LIGHT,
        primary="#1f4e79",
        secondary="#2e6f8e",
        accent="#8a3b00",
        foreground="#1a1a1a",
        background="#f4f4f2",
        surface="#ffffff",
        panel="#dfe3e8",
        success="#1b6e2f",
        warning="#8a5a00",
        error="#a4161a",
        dark=False,
        variables={"block-cursor-text-style": "bold", "input-cursor-background": "#1a1a1a"},
    ),
    Theme(
        name=DARK,
        primary="#2f6c9f",
        secondary="#5a9fbf",
        accent="#f0a860",
        foreground="#e6e6e6",
        background="#14181c",
        surface="#1d2329",
        panel="#2a323a",
        success="#6cc482",
        warning="#e8bb5a",
        error="#f07178",
        variables={"block-cursor-text-style": "bold"},
    ),
    Theme(
        name=CONTRAST,
        primary="#ffff00",
        secondary="#00ffff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        success="#00ff00",
        warning="#ffff00",
        error="#ff8080",
        variables={
            "block-cursor-background": "#ffff00",
            "block-cursor-foreground": "#000000",
            "block-cursor-text-style": "bold",
            "input-cursor-background": "#ffff00",
            "border": "#ffffff",
        },
    ),
)
