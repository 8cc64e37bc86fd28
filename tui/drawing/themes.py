"""The themes: light, dark and without colours. All text has a contrast of at least 4.5 : 1 (tested)."""

from textual.theme import Theme

_DARK = {
    "background": "#14171c", "foreground": "#e4e7eb", "panel": "#1d2229", "dim": "#a4aebc", "line": "#3c4653",
    "accent": "#7cc4ff", "bar": "#24303f", "bar-text": "#dbe4ee", "bar-strong": "#ffffff", "bar-dim": "#a9bacd",
    "mark": "#5a4a00", "mark-text": "#ffe9a3", "error": "#ff8a73", "warning": "#f2b84b", "info": "#8fb7d9",
    "success": "#63d0a0", "chosen": "#2a3a52",
}  # fmt: skip
_LIGHT = {
    "background": "#fcfcfa", "foreground": "#1d2127", "panel": "#f1f2ee", "dim": "#5a6370", "line": "#b9c0c9",
    "accent": "#0b5cad", "bar": "#dde6f0", "bar-text": "#1f2a37", "bar-strong": "#000000", "bar-dim": "#47566a",
    "mark": "#ffe38a", "mark-text": "#3a2c00", "error": "#b3261e", "warning": "#7a5200", "info": "#3b5f80",
    "success": "#0a6b43", "chosen": "#d5e4f7",
}  # fmt: skip
COLOURS = {"ilchi-dark": _DARK, "ilchi-light": _LIGHT}
PLAIN = "ilchi-plain"


def themes() -> list[Theme]:
    """The themes to register."""
    made = [
        Theme(
            name=name,
            primary=colours["accent"],
            accent=colours["accent"],
            background=colours["background"],
            foreground=colours["foreground"],
            surface=colours["background"],
            panel=colours["panel"],
            error=colours["error"],
            warning=colours["warning"],
            success=colours["success"],
            dark=name == "ilchi-dark",
            variables=colours,
        )
        for name, colours in COLOURS.items()
    ]
    own = dict.fromkeys(_DARK, "ansi_default")
    base = "ansi_default"
    plain = Theme(PLAIN, base, base, base, base, base, base, base, base, surface=base, panel=base, variables=own)
    return [*made, plain]
