"""Rules of the house that hold for every module, and the picture of the house kept true."""

import ast
import re

from tests.architecture.sources import PACKAGE, Source, dotted, sources

PLAIN_TEXT = "dreamboard.ui.plain_text"
GUESS_RICH_TEXT = {"QLabel", "QMessageBox", "QToolTip", "QErrorMessage", "QWhatsThis"}
SET_RICH_TEXT = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown"}
LONGEST = 500


def test_no_module_has_two_subjects():
    long = {source.module: len(source.text.splitlines()) for source in sources()}
    assert {module: lines for module, lines in long.items() if lines > LONGEST} == {}


def test_packaging_is_a_folder_and_hides_no_library(repository):
    assert not (repository / "packaging" / "__init__.py").exists()


def test_widgets_that_guess_rich_text_are_used_through_the_plain_text_helpers_alone():
    direct = [
        f"{source.at(node)} uses {name}"
        for source in sources()
        if source.module != PLAIN_TEXT
        for node, name in [*source.imports(), *source.names()]
        if name.rpartition(".")[2] in GUESS_RICH_TEXT | SET_RICH_TEXT
    ]
    assert direct == []


def test_tool_tips_made_of_data_go_through_the_plain_text_helpers():
    direct = [
        f"{source.at(call)} sets a tool tip"
        for source in sources()
        if source.module != PLAIN_TEXT
        for call in _calls_of(source, "setToolTip")
        if not _is_fixed_text(call.args[0])
    ]
    assert direct == []


def test_the_readme_shows_the_packages_that_exist():
    existing = {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")} - {"."}
    assert _packages_in_readme() == existing


def _calls_of(source: Source, method: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    ]


def _is_fixed_text(node: ast.expr) -> bool:
    """Whether it is a literal or the translation of one."""
    if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in ("tr", "translate"):
        return all(isinstance(argument, ast.Constant) for argument in node.args)
    return isinstance(node, ast.Constant)


def _packages_in_readme() -> set[str]:
    """The lines of the tree that name a folder, with the folders they stand under by their indentation."""
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")
    tree = text.split("```")[1]
    found = set()
    above: list[tuple[int, str]] = []
    for line in tree.splitlines():
        match = re.match(r"( *)([\w/]+)/(?: |$)", line)
        if match:
            depth = len(match[1])
            above = [(indent, name) for indent, name in above if indent < depth] + [(depth, match[2])]
            found.add("/".join(name for _, name in above))
    return {name.removeprefix("dreamboard/") for name in found if name != "dreamboard"}
