"""The package's modules as parsed source, for rules that no import contract can express."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "dreamboard"


@dataclass(frozen=True)
class Source:
    """One module: its dotted name, its file, and what stands in it."""

    module: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The package under `dreamboard` that it belongs to; empty for the modules at the top."""
        parts = self.path.relative_to(PACKAGE).parts
        return parts[0] if len(parts) > 1 else ""

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as an editor can open it."""
        return f"{self.path.relative_to(PACKAGE.parent)}:{node.lineno}"

    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """Every absolute import anywhere in it, as a dotted name: `from a.b import c` gives `a.b.c`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, name.name) for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield from ((node, f"{node.module}.{name.name}") for name in node.names)

    def names(self) -> Iterator[tuple[ast.AST, str]]:
        """Every name and attribute chain used in it, dotted: `QtWidgets.QLabel`, `datetime.datetime.now`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name | ast.Attribute):
                yield node, dotted(node)


def dotted(node: ast.AST) -> str:
    """A name or a chain of attributes in dots; `?` stands for anything else at its root."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


@cache
def sources() -> tuple[Source, ...]:
    """All modules of the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        found.append(Source(module, path, text, ast.parse(text, str(path))))
    return tuple(found)
