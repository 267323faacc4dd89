"""The sites of an account: listed with what each brings, opened, and one more of the board's accounts made a
site."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account
from dreamboard.domain.text import fold
from dreamboard.presentation.family import site_line
from dreamboard.services.commands import Edit
from dreamboard.services.read_models import AccountDetails, NamedAccount
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import Field, needed, read
from dreamboard.ui.plain_text import one_line, set_tool_tip

_LIST_HEIGHT = 96


class SitesBox(QWidget):
    """A list of sites and two buttons; without sites only the button that adds one."""

    opened = Signal(int)  # the account of a site
    adding = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setObjectName("sites")
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self._open())
        self._field = Field(self.tr("Sites"), self.list)
        self._open_button = _button("openSite", self.tr("Open…"))
        self._open_button.clicked.connect(self._open)
        add = _button("addSite", self.tr("Add a site…"))
        add.clicked.connect(self.adding)
        buttons = QHBoxLayout()
        buttons.addWidget(self._open_button)
        buttons.addWidget(add)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._field)
        whole.addLayout(buttons)

    def show_sites(self, details: AccountDetails) -> None:
        """List the sites of an account."""
        row = self.list.currentRow()
        self.list.clear()
        for site, rolled in zip(details.sites, details.sites_rolled_up, strict=True):
            line = site_line(site, rolled)
            item = QListWidgetItem(one_line(line))
            set_tool_tip(item, line)
            item.setData(Qt.ItemDataRole.UserRole, site.id)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        for widget in (self._field, self._open_button):
            widget.setVisible(bool(details.sites))

    def _open(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.opened.emit(item.data(Qt.ItemDataRole.UserRole))


class AccountField(QLineEdit):
    """One of the board's accounts by name, with completion."""

    def __init__(
        self, accounts: Sequence[NamedAccount], placeholder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ids: dict[str, list[int]] = {}
        for account in accounts:
            self._ids.setdefault(fold(account.name), []).append(account.id)
        self.setMaxLength(500)
        self.setPlaceholderText(placeholder)
        completer = QCompleter([account.name for account in accounts], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def account_id(self) -> int | None:
        """The account that is named; ``None``: none is. Raises ``BadInput`` for a name that is not one."""
        if not self.text().strip():
            return None
        found = self._ids.get(fold(self.text()), [])
        if not found:
            raise BadInput(self.tr("No account of that name is on the board. Add a card for it first."))
        if len(found) > 1:
            raise BadInput(self.tr("Several accounts have that name. Rename one of them first."))
        return found[0]


class SiteSheet(CommandSheet):
    """Makes one of the board's accounts a site of another."""

    def __init__(
        self,
        parent_account: Account,
        accounts: Sequence[NamedAccount],
        run: Run,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("A site of {account}").format(account=parent_account.name),
            self.tr("An account that is on the board. It keeps its cards, contacts and touches."),
            self.tr("Make it a site"),
            run,
            parent,
            width=440,
            enter_accepts=True,
        )
        self.setObjectName("siteSheet")
        self._parent_account = parent_account
        others = [account for account in accounts if account.id != parent_account.id]
        self.name = AccountField(others, self.tr("The site"))
        self._name_field = Field(self.tr("Account"), self.name)
        self.form.addWidget(self._name_field)
        self.form.addStretch(1)

    def command(self) -> object | None:
        site = read(self._name_field, lambda: needed(self.name.account_id(), self.tr("Name the site.")))
        return Edit("Account", site, (("parent_id", self._parent_account.id),))


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
