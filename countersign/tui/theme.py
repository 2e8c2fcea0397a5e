"""Three sets of colours for the desk, calm but for the keypad's red, yellow and green."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK, LIGHT, CONTRAST = "countersign-dark", "countersign-light", "countersign-contrast"

NAMES = {DARK: "theme.dark", LIGHT: "theme.light", CONTRAST: "theme.contrast"}
"""Theme -> the id of the text that names it, in the order the theme key goes through them."""

_DARK = {
    "desk": "#15181d",
    "bar": "#1d2229",
    "bar-ink": "#b8c2cc",
    "faint": "#828e9a",
    "edge": "#39424d",
    "edge-focus": "#6fb3d2",
    "ink": "#d6dde4",
    "body": "#2a3038",
    "body-ink": "#8d99a6",
    "lcd": "#0f2a2c",
    "lcd-ink": "#d5efe6",
    "lcd-dim": "#7fa8a1",
    "lcd-title": "#184246",
    "lcd-chosen": "#d5efe6",
    "lcd-chosen-ink": "#0f2a2c",
    "lcd-key": "#2c5e61",
    "lcd-off": "#0b1415",
    "good": "#2a8452",
    "bad": "#b8473f",
    "attention": "#95671a",
    "alert": "#e8827a",
    "tone-ink": "#ffffff",
    "key": "#47515d",
    "key-ink": "#f2f5f7",
    "key-down": "#8fa0b1",
    "cancel": "#b4433b",
    "cancel-ink": "#ffffff",
    "clear": "#d0a02c",
    "clear-ink": "#201a06",
    "enter": "#2f8350",
    "enter-ink": "#ffffff",
    "slip": "#ece7da",
    "slip-ink": "#23221e",
    "slip-faint": "#a59f8f",
    "pad": "#f3f1ea",
    "pad-ink": "#16264f",
    "pad-mark": "#d5d2c6",
    "card-1": "#2d5b7c",
    "card-2": "#7c3b46",
    "card-3": "#35406f",
    "card-4": "#7a5526",
    "card-ink": "#f2f5f7",
    "out": "#6fb3d2",
    "in": "#8cc58e",
}

_LIGHT = {
    "desk": "#dfe3e7",
    "bar": "#ccd3d9",
    "bar-ink": "#2f3942",
    "faint": "#505b65",
    "edge": "#a9b3bc",
    "edge-focus": "#175a7b",
    "ink": "#1f272e",
    "body": "#aeb7c0",
    "body-ink": "#39434c",
    "lcd": "#e3efe4",
    "lcd-ink": "#12281c",
    "lcd-dim": "#54705f",
    "lcd-title": "#c5dcc9",
    "lcd-chosen": "#1d4a33",
    "lcd-chosen-ink": "#f2faf3",
    "lcd-key": "#b3cfb9",
    "lcd-off": "#b3beb6",
    "good": "#23784a",
    "bad": "#a8362f",
    "attention": "#8f6310",
    "alert": "#a8362f",
    "tone-ink": "#ffffff",
    "key": "#f1f3f5",
    "key-ink": "#1f272e",
    "key-down": "#4f5d6b",
    "cancel": "#c14a42",
    "cancel-ink": "#ffffff",
    "clear": "#e6b93f",
    "clear-ink": "#2a2106",
    "enter": "#2a804e",
    "enter-ink": "#ffffff",
    "slip": "#fffdf7",
    "slip-ink": "#23221e",
    "slip-faint": "#a59f8f",
    "pad": "#fffefa",
    "pad-ink": "#16264f",
    "pad-mark": "#dcd9cd",
    "card-1": "#3a6f95",
    "card-2": "#954a56",
    "card-3": "#48548c",
    "card-4": "#8f672f",
    "card-ink": "#ffffff",
    "out": "#1a5f82",
    "in": "#22652b",
}

_CONTRAST = {
    "desk": "#000000",
    "bar": "#000000",
    "bar-ink": "#ffffff",
    "faint": "#d0d0d0",
    "edge": "#ffffff",
    "edge-focus": "#ffff00",
    "ink": "#ffffff",
    "body": "#000000",
    "body-ink": "#ffffff",
    "lcd": "#000000",
    "lcd-ink": "#ffffff",
    "lcd-dim": "#e0e0e0",
    "lcd-title": "#303030",
    "lcd-chosen": "#ffff00",
    "lcd-chosen-ink": "#000000",
    "lcd-key": "#4a4a4a",
    "lcd-off": "#000000",
    "good": "#00702c",
    "bad": "#b00000",
    "attention": "#8a5a00",
    "alert": "#ff7a7a",
    "tone-ink": "#ffffff",
    "key": "#ffffff",
    "key-ink": "#000000",
    "key-down": "#ffff00",
    "cancel": "#d00000",
    "cancel-ink": "#ffffff",
    "clear": "#ffd500",
    "clear-ink": "#000000",
    "enter": "#007a30",
    "enter-ink": "#ffffff",
    "slip": "#ffffff",
    "slip-ink": "#000000",
    "slip-faint": "#606060",
    "pad": "#ffffff",
    "pad-ink": "#000000",
    "pad-mark": "#b8b8b8",
    "card-1": "#003a70",
    "card-2": "#700018",
    "card-3": "#2a0070",
    "card-4": "#5a3a00",
    "card-ink": "#ffffff",
    "out": "#6fe0ff",
    "in": "#8dff90",
}


COLOURS: Mapping[str, Mapping[str, str]] = {DARK: _DARK, LIGHT: _LIGHT, CONTRAST: _CONTRAST}
"""Theme -> name -> colour."""

_IN_STYLE_SHEETS = (
    *("desk", "bar", "ink", "faint", "edge", "edge-focus", "body", "body-ink"),
    *("lcd", "lcd-ink", "lcd-title", "lcd-off", "attention", "pad"),
)


def _theme(name: str, dark: bool) -> Theme:
    colours = COLOURS[name]
    return Theme(
        name=name,
        primary=colours["edge-focus"],
        background=colours["desk"],
        surface=colours["desk"],
        panel=colours["bar"],
        foreground=colours["ink"],
        warning=colours["attention"],
        error=colours["bad"],
        success=colours["good"],
        dark=dark,
        variables={
            **{f"cs-{each}": colours[each] for each in _IN_STYLE_SHEETS},
            "scrollbar": colours["edge"],
            "scrollbar-hover": colours["edge-focus"],
            "scrollbar-active": colours["edge-focus"],
            "scrollbar-background": colours["desk"],
            "scrollbar-background-hover": colours["desk"],
            "scrollbar-background-active": colours["desk"],
            "scrollbar-corner-color": colours["desk"],
        },
    )


THEMES = (
    _theme(DARK, dark=True),
    _theme(LIGHT, dark=False),
    _theme(CONTRAST, dark=True),
)


def following(name: str) -> str:
    """The theme after this one; the first after any other's."""
    names = list(NAMES)
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
