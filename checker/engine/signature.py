"""The signature of a report: everything that its findings depend on, beside the segments.

It names every rule with its version, and the versions of matching, of offers, of the languages and of their data. A
version is raised by hand when a verdict changes; ``tests/test_signature.py`` fails where that was forgotten.
"""

from importlib.metadata import version

from checker import matching, rules
from checker.engine import offers
from checker.engine.part import Part
from checker.languages import data_version, language


def signature_of(part: Part) -> str:
    """The signature of the findings in ``part``, in pieces that ``|`` separates."""
    ruling = ", ".join(f"{name} {number}" for name, number in rules.versions().items())
    others = "|".join(f"{name} {number}" for name, number in _beside_rules(part).items())
    languages = "-".join(part.languages)
    return f"ilchi {version('ilchi')}|{languages}|glossary {part.glossary.digest}|rules {ruling}|{others}"


def versions_of(part: Part) -> dict[str, str]:
    """The versions by name: of each rule, of matching, of the two languages (by code), and of the analyser."""
    return {name: str(number) for name, number in rules.versions().items()} | _beside_rules(part)


def _beside_rules(part: Part) -> dict[str, str]:
    found = {"matching": str(matching.VERSION), "offers": str(offers.VERSION)}
    for spoken in map(language, part.languages):
        found[spoken.code] = f"{spoken.version} {data_version(spoken.code)}".strip()
    return found | {"kiwi": f"{version('kiwipiepy')}/{version('kiwipiepy-model')}"}
