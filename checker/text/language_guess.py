"""Which language a text is in, by langdetect: the one place that knows it.

Seeded, so that the same text has the same answer; restricted to a choice of languages, since a detector left to all of
them takes names for Tagalog.
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
    """The codes of the languages that can be told (``zh`` for either script)."""
    return frozenset(code.partition("-")[0] for code in _factory().get_lang_list())


@lru_cache(maxsize=1 << 12)
def likeliest(text: str, choice: Collection[str]) -> tuple[str, float]:
    """The likeliest language of ``text`` and how sure that is, 0 to 1; ("", 0) where there is nothing to go by.

    Args:
        text: Any text.
        choice: The codes of the languages that it may be in, a hashable collection; those unknown do not count.
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
