"""Termbases in TBX: version 2 (martif) and version 3, with data categories as attributes (DCA) or elements (DCT)."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from checker.formats import Input, Row, _sides, _terms
from checker.formats._content import checked, escaped, read
from checker.formats._pair import rank
from checker.formats._xml import LANG, NAMED, Element, Unit, root, units
from checker.glossary.concepts import joined_cell, row_of
from checker.model import Category, Concept, TermStatus

HOLDS = frozenset(("id", "category", "sources", "admitted", "forbidden", "note", "definition"))
_ENTRIES = ("termEntry", "conceptEntry")
_SAMPLE = 1000  # entries that are read to find the languages of the file
_PREFERRED = frozenset(("preferred", "standardized", "legal", "regulated"))
_DEPRECATED = frozenset(("deprecated", "superseded", "obsolete", "forbidden", "rejected"))
_STATES = ("administrativeStatus", "normativeAuthorization")
_UNTRANSLATED = ("Translation needed", "translationNote")  # "no" there means that the term is not translated
_WRITTEN = {TermStatus.PREFERRED: "preferred", TermStatus.ADMITTED: "admitted", TermStatus.DEPRECATED: "deprecated"}
_NO_NAME = re.compile(r"[^\w.-]|^[\d.-]|_(?=x[0-9A-F]{4}_)", re.ASCII)  # characters that an XML id cannot have
_ESCAPED = re.compile(r"_x([0-9A-F]{4,6})_")


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is TBX: from its root element, else from its name."""
    found = root(file, head)
    if found is None:
        return 20 if file.suffix == ".tbx" else 0
    return 90 if found.name in ("martif", "tbx") else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = "<conceptEntry>{}{}</conceptEntry>\n"
    term = '<langSec xml:lang="{}"><termSec><term>{}</term></termSec></langSec>'
    pairs = (("강", "river"), ("바다", "sea"))
    body = "".join(entry.format(term.format("ko", source), term.format("en", target)) for source, target in pairs)
    top = '<tbx style="dca" type="TBX-Basic" xml:lang="ko" xmlns="urn:iso:std:iso:30042:ed-2">'
    return {"rivers.tbx": f"{top}<text><body>\n{body}</body></text></tbx>\n".encode()}


def read_rows(file: Input) -> Iterator[Row]:
    """One row per entry with terms in both languages; from several languages, those that were asked for.

    The preferred term is the first one with the status preferred, standardized, legal or regulated, else the first one
    without a status. Deprecated, superseded, obsolete and rejected terms are forbidden, all others are admitted. The
    subject field becomes the category if it is one of ours. An id that an earlier entry has is dropped.

    Raises:
        CheckerError: The XML is broken, declares entities, or is not in the languages asked for; or it is in several
            languages and none was asked for.
    """
    return _terms.whole(file, _rows(file))


def _rows(file: Input) -> Iterator[Row]:
    has = _languages(file)
    if not has:
        return
    source, target = (has[place] for place in _sides.languages(file, has))
    ids: set[str] = set()
    for entry in units(file, _ENTRIES):
        sets = [(_language(child), child) for child in entry.children if _local(child) in ("langSet", "langSec")]
        near = _nearest(source, [language for language, _ in sets])
        sources = [term for language, one in sets if language == near for term, _ in _terms_of(entry, one)]
        near = _nearest(target, [language for language, _ in sets if language != near])
        named = [one for language, one in sets if language == near]
        targets = [term for one in named for term in _terms_of(entry, one)]
        name = _shown_id(entry)
        cells = {"id": "" if name in ids else name, "source": joined_cell(dict.fromkeys(sources))}
        ids.add(name)
        row = Row.at(f"{file.name}:{entry.line}", cells)
        row.update(_by_status(targets))
        outside = [child for child in entry.children if _local(child) not in ("langSet", "langSec")]
        row["category"] = _category(entry, outside)
        row["note"] = "; ".join(dict.fromkeys(_texts(entry, [*outside, *named], "note")))
        row["definition"] = next(_texts(entry, [*outside, *(one for _, one in sets)], "definition"), "")
        if any(text.lower() == "no" for kind in _UNTRANSLATED for text in _texts(entry, entry.children, kind)):
            row["match"] = "same"
        yield row


def _nearest(wanted: str, has: list[str]) -> str | None:
    """The language of an entry that matches best, the first of equals; None if none matches."""
    best = max(has, key=lambda language: rank(wanted, language), default="")
    return best if best and rank(wanted, best) else None


def _languages(file: Input) -> list[str]:
    """The languages of the first entries in order; the language of the whole file comes first if it is among them."""
    found: dict[str, None] = {}
    own = ""
    for entry in islice(units(file, _ENTRIES), _SAMPLE):
        own = own or entry.inherited(LANG)
        found.update(dict.fromkeys(_language(one) for one in entry.children if _local(one) in ("langSet", "langSec")))
    return sorted(found, key=lambda language: language != own)


def _language(element: Element) -> str:
    return element.attributes.get(LANG) or element.attributes.get("lang", "")


def _local(element: Element) -> str:
    """The name without its namespace; version 3 has a namespace per module of data categories."""
    return element.name.rpartition(NAMED)[2]


def _kind(element: Element) -> str:
    """The data category of an element: its type, else its name."""
    return element.attributes.get("type") or _local(element)


def _inside(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _inside(element.children)


def _text(entry: Unit, element: Element) -> str:
    return " ".join(read(entry, element, lambda _inline: False)[0].split())


def _texts(entry: Unit, elements: Iterable[Element], kind: str) -> Iterator[str]:
    """The texts of one data category in and below ``elements``."""
    for element in _inside(elements):
        if _kind(element) == kind and (text := _text(entry, element)):
            yield text


def _terms_of(entry: Unit, language: Element) -> Iterator[tuple[str, str]]:
    """The terms of a language with their status, or ""."""
    for group in language.children:
        within = list(_inside([group]))
        term = next((element for element in within if _local(element) == "term"), None)
        text = "" if term is None else _text(entry, term)
        if text:
            said = (_text(entry, element) for kind in _STATES for element in within if _kind(element) == kind)
            yield text, next(said, "").lower().removesuffix("-admn-sts").removesuffix("term").strip()


def _by_status(terms: list[tuple[str, str]]) -> dict[str, str]:
    """The cells ``target``, ``admitted`` and ``forbidden``."""
    forbidden = [text for text, status in terms if status in _DEPRECATED]
    accepted = [(text, status) for text, status in terms if status not in _DEPRECATED]
    named = [text for text, status in accepted if status in _PREFERRED] or [t for t, status in accepted if not status]
    admitted = [text for text, _ in accepted if text not in named[:1]]
    cells = {"target": named[:1], "admitted": admitted, "forbidden": forbidden}
    return {column: joined_cell(dict.fromkeys(texts)) for column, texts in cells.items()}


def _category(entry: Unit, elements: Iterable[Element]) -> str:
    said = (text.lower() for text in _texts(entry, elements, "subjectField"))
    return next((text for text in said if text in list(Category)), "")


def _shown_id(entry: Unit) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), entry.attributes.get("id", ""))


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:
    """Write TBX-Basic, version 2, which most programs read; everything that ``HOLDS`` does not list is left out.

    Raises:
        CheckerError: The languages are missing, or a text has a character that XML cannot hold.
    """
    to.write(_HEAD.replace("{}", escaped(_terms.named(languages)[0])).encode())
    for concept in concepts:
        if concept.sources:
            to.write("".join(f"{line}\n" for line in _entry(concept, languages)).encode())
    to.write(b"</body></text>\n</martif>\n")


_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="{}">
<martifHeader>
<fileDesc><sourceDesc><p>A glossary for checking translations</p></sourceDesc></fileDesc>
<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
</martifHeader>
<text><body>
"""


def _entry(concept: Concept, languages: tuple[str, str]) -> Iterator[str]:
    """The lines of an entry."""
    name = row_of(concept)["id"]
    for text in (name, concept.note, concept.definition, *concept.sources, *(term.text for term in concept.targets)):
        checked(text, concept.place)
    safe = _NO_NAME.sub(lambda sign: f"_x{ord(sign[0]):04X}_", name)
    yield f'<termEntry id="{safe}">' if name else "<termEntry>"
    if concept.category is not Category.OTHER:
        yield f'<descrip type="subjectField">{concept.category}</descrip>'
    if concept.definition:
        yield f'<descrip type="definition">{escaped(concept.definition)}</descrip>'
    if concept.note:
        yield f"<note>{escaped(concept.note)}</note>"
    yield f'<langSet xml:lang="{escaped(languages[0])}">'
    for source in concept.sources:
        yield f"<tig><term>{escaped(source)}</term></tig>"
    yield f'</langSet>\n<langSet xml:lang="{escaped(languages[1])}">'
    for term in concept.targets:
        note = f'<termNote type="administrativeStatus">{_WRITTEN[term.status]}Term-admn-sts</termNote>'
        yield f"<tig><term>{escaped(term.text)}</term>{note}</tig>"
    yield "</langSet>\n</termEntry>"
