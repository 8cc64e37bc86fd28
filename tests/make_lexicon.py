"""Development script: writes checker/languages/ko/nouns.bin from the lexicon of the analyser (Kiwi's model).

Kept are common nouns and the more frequent names of two to six syllables: what a short term may be a part of.
Run: python -m tests.make_lexicon
"""

import zlib
from pathlib import Path

from kiwipiepy import Kiwi

from checker.languages.ko import lexicon

TARGET = Path(lexicon.__file__).with_name("nouns.bin")
NAMES = 60_000  # the lexicon lists morphemes of a tag by frequency


def main() -> None:
    kiwi = Kiwi()
    words: set[str] = set()
    names = number = 0
    while True:
        try:
            morpheme = kiwi.morpheme(number)
        except ValueError:
            break
        number += 1
        form = morpheme.form
        if not 2 <= len(form) <= 6 or not all("가" <= sign <= "힣" for sign in form):
            continue
        if morpheme.tag == "NNG":
            words.add(form)
        elif morpheme.tag == "NNP" and names < NAMES:
            names += 1
            words.add(form)
    TARGET.write_bytes(zlib.compress("\n".join(sorted(words)).encode("utf-16-be"), 9))
    print(len(words), TARGET.stat().st_size)


if __name__ == "__main__":
    main()
