"""The one table of actions: what each is called, its key, its menu. Menus, key sheet and palette read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

CONTEXT = "actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys`` are portable key sequences; an empty menu keeps it to keys and palette."""

    name: str
    text: str  # with its mnemonic "&", to be translated
    menu: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    separator_before: bool = False
    bare_key: bool = False  # a letter that must not fire while text is being typed
    on_board: bool = False  # its key counts only while the board has the focus


FILE, EDIT, VIEW, CARD, TOUCH = "&File", "&Edit", "&View", "&Card", "&Touch"
WORK, HELP = "&Work", "&Help"
PAGES = ("board", "today", "insights")
"""The pages of the window, by name."""

MENUS: tuple[str, ...] = (FILE, EDIT, VIEW, CARD, TOUCH, WORK, HELP)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("import", "&Import…", FILE, ("Ctrl+I",)),
    ActionSpec("imports", "Take an i&mport back…", FILE, ("Ctrl+Alt+I",)),
    ActionSpec("export", "&Export…", FILE, ("Ctrl+E",)),
    ActionSpec("keep_calendar", "Keep a &calendar of plans…", FILE, ("Ctrl+Alt+K",)),
    ActionSpec("open", "&Open a board…", FILE, ("Ctrl+O",), separator_before=True),
    ActionSpec("sample", "Open the &sample board", FILE, ("Ctrl+Shift+M",)),
    ActionSpec("backups", "&Backups…", FILE, ("Ctrl+B",), separator_before=True),
    ActionSpec("trash", "&Trash…", FILE, ("Ctrl+Shift+T",)),
    ActionSpec("quit", "&Quit", FILE, ("Ctrl+Q",), separator_before=True),
    ActionSpec("undo", "&Undo", EDIT, ("Ctrl+Z",)),
    ActionSpec("redo", "&Redo", EDIT, ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("find", "&Find…", EDIT, ("Ctrl+F",), separator_before=True),
    ActionSpec("palette", "&Command palette…", EDIT, ("Ctrl+K",)),
    ActionSpec("show_board", "&Board", VIEW, ("B",), bare_key=True),
    ActionSpec("show_today", "&Today", VIEW, ("T",), bare_key=True),
    ActionSpec("show_insights", "&Insights", VIEW, ("I",), bare_key=True),
    ActionSpec("by_stage", "Group by &stage", VIEW, ("Ctrl+Shift+S",), True, True),
    ActionSpec("by_when", "Group by &when", VIEW, ("Ctrl+Shift+W",), True),
    ActionSpec("filter_all", "&All cards", VIEW, ("Alt+1",), True, True),
    ActionSpec("filter_dream", "&Dream clients", VIEW, ("Alt+2",), True),
    ActionSpec("filter_lost", "&Lost deals", VIEW, ("Alt+3",), True),
    ActionSpec("filter_tags", "By ta&g…", VIEW, ("Ctrl+G",)),
    ActionSpec("side_panes", "Side &panes", VIEW, ("Ctrl+\\",), True, True),
    ActionSpec(
        "scheme_system",
        "Colours of the s&ystem",
        VIEW,
        ("Ctrl+Alt+0",),
        True,
        True,
    ),
    ActionSpec("scheme_light", "&Light", VIEW, ("Ctrl+Alt+1",), True),
    ActionSpec("scheme_dark", "Dar&k", VIEW, ("Ctrl+Alt+2",), True),
    ActionSpec(
        "text_larger",
        "Larger te&xt",
        VIEW,
        ("Ctrl++", "Ctrl+="),
        separator_before=True,
    ),
    ActionSpec("text_smaller", "S&maller text", VIEW, ("Ctrl+-",)),
    ActionSpec(
        "add_column",
        "Add a col&umn…",
        VIEW,
        ("Ctrl+Shift+N",),
        separator_before=True,
    ),
    ActionSpec("new_card", "&New card…", CARD, ("N",), bare_key=True),
    ActionSpec("open_card", "&Open the account…", CARD, ("Space",), on_board=True),
    ActionSpec("edit_card", "&Edit the card…", CARD, ("F2",), on_board=True),
    ActionSpec("add_contact", "Add a &contact…", CARD, ("Ctrl+Shift+C",)),
    ActionSpec("add_quote", "Add a &quote…", CARD, ("Ctrl+Shift+Q",)),
    ActionSpec("decision_maker", "Decision-ma&ker changed…", CARD, ("Ctrl+Shift+D",), separator_before=True),
    ActionSpec("signal", "&Something changed…", CARD, ("Ctrl+Shift+G",)),
    ActionSpec("conditions", "Cond&itions…", CARD, ("C",), bare_key=True),
    ActionSpec("debrief", "De&brief…", CARD, ("Ctrl+Shift+B",)),
    ActionSpec("history", "Account histor&y as PDF…", CARD, ("Ctrl+P",)),
    ActionSpec("person", "A &person’s data…", CARD, ("Ctrl+Shift+P",)),
    ActionSpec("import_to_card", "Import &mail to this card…", CARD, ("Ctrl+Shift+A",)),
    ActionSpec("merge_with", "Merge wit&h…", CARD, ("Ctrl+Shift+E",)),
    ActionSpec(
        "move_up",
        "Move &up",
        CARD,
        ("Ctrl+Up",),
        separator_before=True,
        on_board=True,
    ),
    ActionSpec("move_down", "Move &down", CARD, ("Ctrl+Down",), on_board=True),
    ActionSpec("move_left", "Move &left", CARD, ("Ctrl+Left",), on_board=True),
    ActionSpec("move_right", "Move &right", CARD, ("Ctrl+Right",), on_board=True),
    ActionSpec(
        "lose",
        "Lost: not &now…",
        CARD,
        ("Ctrl+Shift+L",),
        separator_before=True,
    ),
    ActionSpec("win", "&Won…", CARD, ("Ctrl+Shift+O",)),
    ActionSpec("retire", "Re&tire…", CARD, ("Ctrl+Shift+R",)),
    ActionSpec("delete", "Move to t&rash", CARD, ("Delete",), on_board=True),
    ActionSpec("log", "&Log touch…", TOUCH, ("L",), bare_key=True),
    ActionSpec("log_form", "Log with the &form…", TOUCH, ("Shift+L",), bare_key=True),
    ActionSpec("log_suggested", "Log the &suggested touch…", TOUCH, ("Ctrl+Return",)),
    ActionSpec(
        "snooze",
        "S&nooze…",
        TOUCH,
        ("S",),
        separator_before=True,
        bare_key=True,
    ),
    ActionSpec("another_idea", "&Another idea", TOUCH, ("A",), bare_key=True),
    ActionSpec("not_this", "Not &this…", TOUCH, ("X",), bare_key=True),
    ActionSpec("plan", "&Plan a date…", TOUCH, ("P",), bare_key=True),
    ActionSpec("clear_plan", "&Clear the plan", TOUCH, ("Shift+P",), bare_key=True),
    ActionSpec("find_in_timeline", "Find in the t&imeline", TOUCH, ("Ctrl+Shift+F",)),
    ActionSpec("why", "W&hy not…", TOUCH, ("W",), bare_key=True),
    ActionSpec("ideas", "&Ideas…", WORK, ("Ctrl+Shift+I",)),
    ActionSpec("desk", "&Money on the desk…", WORK, ("Ctrl+D",)),
    ActionSpec("settings", "&Settings…", EDIT, ("Ctrl+,",), separator_before=True),
    ActionSpec("first_move", "&First moves…", WORK, ("Ctrl+M",)),
    ActionSpec("workload", "The &weeks ahead…", WORK, ("Ctrl+Shift+K",)),
    ActionSpec("doubles", "&Doubles…", WORK, ("Ctrl+Shift+J",)),
    ActionSpec("keys", "&Keys", HELP, ("F1",)),
    ActionSpec("about", "&About Dreamboard", HELP, ("Shift+F1",)),
    *(ActionSpec(f"column_{n}", "Go to column %1", "", (str(n),), bare_key=True) for n in range(1, 7)),
)


def spoken(text: str) -> str:
    """An action's text as a sentence, without mnemonic and dots: for the key sheet and the palette."""
    return text.replace("&", "").rstrip("…")


class Actions(QObject):
    """The table as QActions, by name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._texts: dict[str, str] = {}
        for spec in ACTIONS:
            text = QCoreApplication.translate(CONTEXT, spec.text)
            if spec.name.startswith("column_"):
                text = text.replace("%1", spec.name[-1])
            action = QAction(text, parent)
            action.setObjectName(spec.name)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setCheckable(spec.checkable)
            action.setMenuRole(_role(spec.name))
            if spec.on_board:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._actions[spec.name] = action
            self._texts[spec.name] = text

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        for spec in ACTIONS:
            yield spec, self._actions[spec.name]

    def on(self, name: str, slot: Callable[[], object]) -> None:
        """What an action does."""
        self._actions[name].triggered.connect(lambda _checked=False: slot())

    def base_text(self, name: str) -> str:
        """The text as the table has it, before anything was added to it (as Undo's step is)."""
        return self._texts[name]

    def enable_bare_keys(self, enabled: bool) -> None:
        """Single letters are keys of the board only while no text is being typed."""
        for spec, action in self:
            if spec.bare_key:
                action.setShortcuts([QKeySequence(key) for key in spec.keys] if enabled else [])


def _role(name: str) -> QAction.MenuRole:
    # On macOS these three belong to the application menu.
    roles = {
        "quit": QAction.MenuRole.QuitRole,
        "about": QAction.MenuRole.AboutRole,
        "settings": QAction.MenuRole.PreferencesRole,
    }
    return roles.get(name, QAction.MenuRole.NoRole)
