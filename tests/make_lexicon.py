"""Development script: writes checker/languages/ko/nouns.bin from the lexicon of the analyser (Kiwi's model).

Kept are common nouns and the more frequent names of one to eight syllables, in classes by how frequent they are; each
class has three blocks: common nouns, names, and words that are both. The last block has the stems of verbs and
adjectives of two or three syllables.
Run: python -m tests.make_lexicon
"""

import zlib
from pathlib import Path

from kiwipiepy import Kiwi

from checker.languages.ko import lexicon

TARGET = Path(lexicon.__file__).with_name("nouns.bin")
NAMES = 60_000  # the lexicon lists morphemes of a tag by frequency
RARER = 3  # a name against a common noun of the same rank
FAR = 4  # classes by which a rarer kind of a word is left out (대구, a town and a fish)
STEMS = ("VV", "VA", "VX")
SINGLE = 3_000  # rarer syllables are no nouns of the news


def main() -> None:
    kiwi = Kiwi()
    kinds: dict[str, dict[str, int]] = {}
    stems: set[str] = set()
    ranks = {"NNG": 0, "NNP": 0}
    number = 0
    while True:
        try:
            morpheme = kiwi.morpheme(number)
        except ValueError:
            break
        number += 1
        form, tag = morpheme.form, morpheme.tag
        if tag.partition("-")[0] in STEMS and 2 <= len(form) <= 3 and all("가" <= sign <= "힣" for sign in form):
            stems.add(form)
        if tag not in ranks:
            continue
        ranks[tag] += 1
        if not 1 <= len(form) <= lexicon.LONGEST or not all("가" <= sign <= "힣" for sign in form):
            continue
        if tag == "NNP" and ranks[tag] > NAMES:
            continue
        rank = ranks[tag] * (RARER if tag == "NNP" else 1)
        if len(form) > 1 or rank < SINGLE:
            kinds.setdefault(form, {}).setdefault(tag, lexicon.class_of(rank))
    classes = {form: min(of.values()) for form, of in kinds.items()}
    usual = {form: {tag for tag in of if of[tag] - classes[form] <= FAR} for form, of in kinds.items()}
    blocks = [
        "\n".join(sorted(form for form, number in classes.items() if number == each and usual[form] == kind))
        for each in range(max(classes.values()) + 1)
        for kind in ({"NNG"}, {"NNP"}, {"NNG", "NNP"})
    ]
    blocks.append("\n".join(sorted(stems)))
    TARGET.write_bytes(zlib.compress("\n\n".join(blocks).encode("utf-16-be"), 9))
    print(len(classes), [block.count("\n") + 1 for block in blocks], TARGET.stat().st_size)


if __name__ == "__main__":
    main()
