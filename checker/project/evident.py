"""Which files are evidently translations, and in which language, by their names alone."""

import re
from pathlib import PurePosixPath

from checker.project.layout import HALVES
from checker.project.shape import place_in, shapes_of, tail_of

# The endings and layouts of files of programs that hold both sides.
WHOLE = (".po", ".pot", ".xlf", ".xliff", ".ts")
WHOLE_LAYOUTS = (
    "{lang}/LC_MESSAGES/*",
    "{lang}.lproj/**",
    "{lang}.*",
    "*.{lang}.*",
    "*_{lang}.*",
    "*-{lang}.*",
    "{lang}/**",
)
# What holds nothing but texts of a program; and what the folders of such texts are called.
_SURELY = frozenset(".arb .strings .stringsdict .xcstrings .resw .ftl .po .xlf .xliff".split())
_NEAR = ("{lang}.*", "*.{lang}.*", "*_{lang}.*", "*-{lang}.*", "{lang}/*")  # where the language of such a file stands
# What may hold texts of a program, in formats that are not read.
_FOREIGN = frozenset(".ftl .php .js .mjs .cjs .ts .tsx .lua .toml .lang .mo .json5 .hjson .resjson .vue".split())
_PLACES = frozenset(
    """
i18n intl l10n lang langs language languages locale locales localisation localization localizations messages nls strings
translation translations
""".split()
)
_CONFIGS = frozenset("package.json tsconfig.json l10n.yaml l10n.yml config.json config.yml config.yaml".split())
_WORDS = re.compile("[^a-z0-9]+")
_CERTAIN = frozenset("ko ja zh de fr es pt ru pl nl sv cs tr uk vi th hu fi da el bg ro sk ar".split())


def is_half(path: str) -> bool:
    """Whether a file, by its name, is in a format that holds one language."""
    return PurePosixPath(path).suffix.lower() in HALVES


def language_of(path: str) -> str:
    """The language that the name of a file of a program says which holds both sides; "" if it says none."""
    if PurePosixPath(path).suffix.lower() not in WHOLE:
        return ""
    places = ((place_in(tail_of(shape), WHOLE_LAYOUTS), code) for shape, code in shapes_of(path))
    return min((each for each in places if each[0] >= 0), default=(0, ""))[1]


def is_evident(path: str) -> bool:
    """Whether a file whose name says a language is evidently a translation.

    Its format holds nothing else, or a folder above or its name says so, or the language is no word of English.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _SURELY:
        return True
    return suffix in HALVES and (bool(_PLACES & set(_WORDS.split(path.lower()))) or _certain(path))


def is_foreign(path: str) -> bool:
    """Whether a file without another side is evidently one of translations, which no format reads."""
    name = PurePosixPath(path)
    suffix = name.suffix.lower()
    if suffix in _SURELY or (
        suffix in HALVES and suffix != ".xml" and name.parent.name.lower() in _PLACES and name.name not in _CONFIGS
    ):
        return True
    words = set(_WORDS.split(path.lower()))
    return (
        suffix in _FOREIGN
        and bool(_PLACES & words)
        and any(
            code.partition("-")[0] in (*_CERTAIN, "en") and place_in(tail_of(shape), _NEAR) >= 0
            for shape, code in shapes_of(path)
        )
    )


def _certain(path: str) -> bool:
    return any(code.partition("-")[0] in _CERTAIN for _, code in shapes_of(path))
