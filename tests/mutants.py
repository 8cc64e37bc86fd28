"""Small changes of a Python source: what ``tests.mutate`` tries. Each is one splice into the text."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

_SWAPS = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"),
}  # fmt: skip
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
_OF_TEXT = {"startswith", "endswith", "removeprefix", "removesuffix", "strip", "lstrip", "rstrip"}
# What says nothing: messages, declarations of types, abstract bodies.
_SILENT = (ast.Raise, ast.Assert, ast.Import, ast.ImportFrom, ast.JoinedStr, ast.Global, ast.Nonlocal)


class Mutant(NamedTuple):
    """A change: ``new`` for what stands from ``start`` to ``end``, in the statement of lines ``first`` to ``last``."""

    path: str
    start: int
    end: int
    new: str
    first: int
    last: int
    inside: bool  # in the body of a function
    change: tuple[str, str, str]  # path, the lines as they are, the lines as they would be

    def applied(self, source: str) -> str:
        """The changed source."""
        return source[: self.start] + self.new + source[self.end :]


def mutants(path: str, source: str) -> list[Mutant]:
    """All mutants of a file, in order."""
    return sorted(set(_Finder(path, source).found))


def offset(source: str) -> int:
    """The last line of the module's docstring; what stands in the docstring moves no code against it."""
    body = ast.parse(source).body
    return (body[0].end_lineno or 0) if body and ast.get_docstring(ast.Module(body[:1], [])) else 0


def replaced(path: Path, source: str) -> None:
    """Write a module, and forget how it was compiled: its size and second may be the same."""
    path.write_text(source, encoding="utf-8")
    for old in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        old.unlink()


class _Finder(ast.NodeVisitor):
    """Walks the tree; knows the statement and whether it stands in a function."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.source = source
        self.found: list[Mutant] = []
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._bytes = [line.encode() for line in source.splitlines(keepends=True)]
        self._statement: tuple[int, int] = (1, 1)
        self._inside = False
        self._returns_bool = False
        self.visit(ast.parse(source))

    def _at(self, line: int, column: int) -> int:
        return self._lines[line - 1] + len(self._bytes[line - 1][:column].decode())

    def _span(self, node: ast.AST) -> tuple[int, int]:
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def _add(self, start: int, end: int, new: str) -> None:
        if self.source[start:end] == new:
            return
        first = self.source.rfind("\n", 0, start) + 1
        last = (self.source + "\n").find("\n", end)
        old = self.source[first:last]
        changed = self.source[first:start] + new + self.source[end:last]
        change = (self.path, " ".join(old.split()), " ".join(changed.split()))
        self.found.append(Mutant(self.path, start, end, new, *self._statement, self._inside, change))

    def _replace(self, node: ast.AST, new: str) -> None:
        self._add(*self._span(node), new)

    def _between(self, before: ast.AST, after: ast.AST, pattern: str, new: str) -> None:
        start, end = self._span(before)[1], self._span(after)[0]
        if match := re.search(pattern, self.source[start:end]):
            self._add(start + match.start(), start + match.end(), new)

    # --- what is walked ------------------------------------------------------------------------------------------

    def visit(self, node: ast.AST) -> None:
        """Go on with what can matter."""
        if isinstance(node, _SILENT):
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring, or an ellipsis
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            begun = (
                min((each.lineno for each in node.decorator_list), default=node.lineno)
                if hasattr(node, "decorator_list")
                else node.lineno
            )
            last = body[0].lineno - 1 if body else node.end_lineno
            self._statement = (begun, max(last, node.lineno))
        super().visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Into the body; the defaults are outside of it, annotations say nothing."""
        if [each for each in node.decorator_list if "overload" in ast.unparse(each)]:
            return
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        before = self._inside, self._returns_bool
        self._inside, self._returns_bool = True, node.returns is not None and ast.unparse(node.returns) == "bool"
        for each in node.body:
            self.visit(each)
        self._inside, self._returns_bool = before

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """The value alone."""
        if node.value:
            self.visit(node.value)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """The body alone; what a protocol says, nothing does."""
        if "Protocol" not in ast.unparse(node.bases[0] if node.bases else ast.Constant(0)):
            for each in node.body:
                self.visit(each)

    # --- what is changed -----------------------------------------------------------------------------------------

    def visit_Compare(self, node: ast.Compare) -> None:
        """Another comparison; another text."""
        for before, sign, after in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
            old, new = _SWAPS[type(sign)]
            self._between(before, after, re.escape(old).replace(r"\ ", r"\s+"), new)
        if not any(isinstance(sign, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for sign in node.ops):
            for each in (node.left, *node.comparators):
                self._text(each)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """The other of and and or; one condition less."""
        old, new, none = ("and", "or", "True") if isinstance(node.op, ast.And) else ("or", "and", "False")
        for before, after in zip(node.values, node.values[1:], strict=False):
            self._between(before, after, rf"\b{old}\b", new)
        for each in node.values:
            self._replace(each, none)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Without ``not``."""
        if isinstance(node.op, ast.Not):
            start = self._span(node)[0]
            self._add(start, start + len("not"), "")
        self.generic_visit(node)

    def _condition(self, node: ast.expr, *, hangs: bool = False) -> None:
        self._replace(node, "False")
        if not hangs:
            self._replace(node, "True")

    def visit_If(self, node: ast.If) -> None:
        """Always, never."""
        self._condition(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """Always, never."""
        self._condition(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        """Never."""
        if not isinstance(node.test, ast.Constant):
            self._condition(node.test, hangs=True)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """Always, never."""
        for each in node.ifs:
            self._condition(each)
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        """The opposite, or nothing."""
        if node.value is None:
            return
        if not isinstance(node.value, ast.Constant):
            self._replace(node.value, f"not ({ast.unparse(node.value)})" if self._returns_bool else "None")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Plus for minus."""
        texts = [each for each in (node.left, node.right) if isinstance(each, ast.JoinedStr) or _is_text(each)]
        if isinstance(node.op, ast.Add | ast.Sub) and not texts:
            signs = ("+", "-") if isinstance(node.op, ast.Add) else ("-", "+")
            self._between(node.left, node.right, re.escape(signs[0]), signs[1])
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Plus for minus."""
        signs = {ast.Add: ("+=", "-="), ast.Sub: ("-=", "+=")}.get(type(node.op))
        if signs and not isinstance(node.value, ast.List | ast.JoinedStr | ast.ListComp):
            self._between(node.target, node.value, re.escape(signs[0]), signs[1])
        self.generic_visit(node)

    def visit_Slice(self, node: ast.Slice) -> None:
        """One more, one less."""
        for each in (node.lower, node.upper):
            if each is not None and not isinstance(each, ast.Constant):
                self._replace(each, f"({ast.unparse(each)}) + 1")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """The opposite; one more, one less."""
        if isinstance(node.value, bool):
            self._replace(node, str(not node.value))
        elif isinstance(node.value, int) and abs(node.value) <= 10:
            self._replace(node, str(node.value + 1))
            self._replace(node, str(node.value - 1) if node.value else "(-1)")

    def visit_keyword(self, node: ast.keyword) -> None:
        """Into the value, but for what only guards a programmer."""
        if node.arg != "strict":
            self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        """No skipping."""
        self._replace(node, "pass")

    def visit_Break(self, node: ast.Break) -> None:
        """No end."""
        self._replace(node, "pass")

    def visit_Expr(self, node: ast.Expr) -> None:
        """A call less."""
        if isinstance(node.value, ast.Call):
            self._replace(node, "pass")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """All for any, most for least; another text to look for; another reason."""
        if isinstance(node.func, ast.Name) and node.func.id in _NAMES:
            self._replace(node.func, _NAMES[node.func.id])
        if isinstance(node.func, ast.Attribute) and node.func.attr in _OF_TEXT:
            for each in node.args:
                self._text(each)
        for keyword in node.keywords:
            if keyword.arg in ("how", "reason"):
                self._text(keyword.value)
        self.generic_visit(node)

    def _text(self, node: ast.expr) -> None:
        if _is_text(node) and isinstance(node, ast.Constant):
            self._replace(node, repr(node.value + ("~" if isinstance(node.value, str) else b"~")))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
