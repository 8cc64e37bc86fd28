"""Which changes of a source the mutation tests try."""

import pytest

from tests.mutants import mutants, offset

CHANGES = [
    ("if a < b:\n    pass", {"if a <= b:", "if True:", "if False:"}),
    ("x = a and b", {"x = a or b", "x = True and b", "x = a and True"}),
    ("x = not a", {"x = a"}),
    ("x = a if b else c", {"x = a if True else c", "x = a if False else c"}),
    ("x = [a for a in b if a]", {"x = [a for a in b if True]", "x = [a for a in b if False]"}),
    ("while a:\n    continue", {"while False:", "pass"}),
    ("x = 2 + a", {"x = 3 + a", "x = 1 + a", "x = 2 - a"}),
    ("x += y", {"x -= y"}),
    ("x = True", {"x = False"}),
    ("x = a[b:c]", {"x = a[(b) + 1:c]", "x = a[b:(c) + 1]"}),
    ("f(a)", {"pass"}),
    ("x = any(a)", {"x = all(a)"}),
    ("x = a == 'b'", {"x = a != 'b'", "x = a == 'b~'"}),
    ("x = a.startswith('b')", {"x = a.startswith('b~')"}),
    ("x = f(reason='b')", {"x = f(reason='b~')"}),
    ("def f():\n    return a", {"return None"}),
    ("def f() -> bool:\n    return a", {"return not (a)"}),
    ("def f(a=1):\n    pass", {"def f(a=2):", "def f(a=0):"}),
    # what says nothing, or what any change would break
    ('"""Text."""', set()),
    ("raise A('b', 1)", set()),
    ("x = f'{a + 1}'", set()),
    ("x = 1000", set()),
    ("x = zip(a, b, strict=True)", set()),
    ("class A(Protocol):\n    x = 1", set()),
    (
        "def f(a: int = 5) -> list[int]: ...",
        {"def f(a: int = 6) -> list[int]: ...", "def f(a: int = 4) -> list[int]: ..."},
    ),
]


@pytest.mark.parametrize(("source", "expected"), CHANGES)
def test_what_is_changed(source, expected):
    found = mutants("a.py", source)
    assert {mutant.change[2] for mutant in found} == expected
    for mutant in found:
        compile(mutant.applied(source), "a.py", "exec")


def test_offsets_are_of_characters():
    (mutant, *_) = mutants("a.py", "x = '한글' if a else b")
    assert mutant.applied("x = '한글' if a else b") in ("x = '한글' if True else b", "x = '한글' if False else b")


def test_whether_a_change_is_within_a_function():
    found = mutants("a.py", "x = True\n\n\ndef f(a=True):\n    return True\n")
    assert [(mutant.first, mutant.inside) for mutant in found] == [(1, False), (4, False), (5, True)]


def test_a_docstring_moves_no_code():
    assert offset('"""One.\n\nTwo.\n"""\nx = 1\n') == 4
    assert offset("x = 1\n") == 0
