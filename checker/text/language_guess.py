"""Guesses the language of a text with langdetect; no other module uses it.

The detector is seeded, so that a text always has the same answer, and it chooses among a few languages only; with all
of them it takes names for Tagalog.
"""

from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any

_SEED = 0


@cache
def _factory() -> Any:  # noqa: ANN401  # the library has no types
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(_SEED)
    return factory


@cache
def known() -> frozenset[str]:
    """The codes of the languages that langdetect knows (``zh`` for both scripts)."""
    return frozenset(code.partition("-")[0] for code in _factory().get_lang_list())


@lru_cache(maxsize=1 << 12)
def likeliest(text: str, choice: Collection[str]) -> tuple[str, float]:
    """The likeliest language of ``text`` and its probability, 0 to 1; ("", 0) if it has no letters to judge by.

    Args:
        text: Any text.
        choice: The codes of the possible languages, in a hashable collection; unknown codes are ignored.
    """
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.set_prior_map({code: 1.0 for code in detector.langlist if code.partition("-")[0] in choice})
    detector.append(text)
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        return "", 0.0
    return (best[0].lang.partition("-")[0], best[0].prob) if best else ("", 0.0)
