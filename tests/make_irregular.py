"""Development script: writes checker/languages/en/irregular.tsv from the inflection table of LemmInflect (MIT).

Only what the regular rules of checker.languages.en.inflection do not give is kept.
Run: pip install lemminflect && python tests/make_irregular.py
"""

import csv
import gzip
from importlib.resources import files
from pathlib import Path

from checker.languages.en import inflection

TARGET = Path(inflection.__file__).with_name("irregular.tsv")


def main() -> None:
    table = files("lemminflect") / "resources" / "infl_lu.csv.gz"
    lines = []
    with table.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8", newline="") as unpacked:
        for word, kind, *forms in csv.reader(unpacked):
            if kind not in ("noun", "verb") or not word.isalpha() or not word.islower():
                continue
            regular = inflection.regular_noun(word) if kind == "noun" else inflection.regular_verb(word)
            listed = sorted({form for cell in forms for form in cell.split("/") if form} - {word, *regular})
            listed = [form for form in listed if form.isalpha() and form.islower()]
            if listed:
                lines.append(f"{word}\t{kind[0]}\t{' '.join(listed)}\n")
    head = "# Irregular inflections, from LemmInflect 0.2.3 (MIT); made by tests/make_irregular.py\n"
    TARGET.write_text(head + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
