"""One column: its head and its cards, or a strip when it is collapsed."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from dreamboard.presentation.board.column_model import ColumnModel
from dreamboard.presentation.board.presenter import BoardPresenter
from dreamboard.presentation.wording import cards
from dreamboard.ui.board.card_delegate import CardDelegate
from dreamboard.ui.board.card_list import CardList
from dreamboard.ui.board.column_header import ColumnHeader
from dreamboard.ui.board.column_menu import fill_column_menu
from dreamboard.ui.board.column_strip import ColumnStrip
from dreamboard.ui.icons import Icons
from dreamboard.ui.theme import Theme

_NARROWEST, _WIDEST, _STRIP = 216, 300, 40


class ColumnView(QFrame):
    """Shows one column model. It is a target for drops wherever one falls on it."""

    def __init__(
        self,
        model: ColumnModel,
        presenter: BoardPresenter,
        delegate: CardDelegate,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._theme = theme
        self.model = model
        self.setProperty("column", "plain")
        self.header = ColumnHeader(theme, icons, self)
        self.header.renamed.connect(self._rename)
        self.header.menu.aboutToShow.connect(self._fill_menu)
        self.cards = CardList(model, delegate, theme, self)
        self.strip = ColumnStrip(theme, self)
        self.strip.expand_wanted.connect(self._expand)
        open_page = QWidget(self)
        column = QVBoxLayout(open_page)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.cards, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(open_page)
        self._pages.addWidget(self.strip)
        theme.changed.connect(self.show_column)
        self.show_column()

    @property
    def collapsed(self) -> bool:
        """Whether only the strip is to be seen."""
        return self.model.column.collapsed

    def show_column(self) -> None:
        """Brings name, colour and width up to date with the model's column."""
        column = self.model.column
        self.cards.setObjectName(f"stage-{column.slug}")
        self.strip.setObjectName(f"strip-{column.slug}")
        colour = column.stage.colour if column.stage else ""
        self.header.show_column(column.name, colour, can_change=column.stage is not None)
        self._pages.setCurrentIndex(int(self.collapsed))
        self._take_width()
        self.show_figures()

    def show_figures(self) -> None:
        """Brings the number of cards and their value up to date."""
        column, figures = self.model.column, self._presenter.model.figures(self.model.column.key)
        if figures.shown < figures.held:
            count = self.tr("{shown} / {held}").format(shown=figures.shown, held=figures.held)
        elif column.limit is not None:
            count = self.tr("{held} of {limit}").format(held=figures.held, limit=column.limit)
        else:
            count = str(figures.shown)
        self.header.show_figures(count, figures.value, warns=figures.over_limit)
        self.strip.show_column(column.name, count, figures.over_limit)
        name = self.tr("{name}, {cards}").format(name=column.name, cards=cards(figures.shown))
        if figures.over_limit:
            name = self.tr("{name}, more than its limit of {limit}").format(name=name, limit=column.limit)
        self.cards.setAccessibleName(name)
        self.strip.setAccessibleName(self.tr("{name}, collapsed").format(name=name))

    def gap_at(self, position: QPoint) -> int:
        """The row before which something let go at this global position would land."""
        if self.collapsed:
            return len(self.model.ids)
        return self.cards.gap_at(self.cards.viewport().mapFromGlobal(position).y())

    def mark_as_target(self, gap: int | None, *, target: bool) -> None:
        """Shows that a drop would land here, and in which gap where that matters."""
        look = "target" if target else "plain"
        if self.property("column") != look:
            self.setProperty("column", look)
            self.style().unpolish(self)
            self.style().polish(self)
        self.cards.mark_gap(gap)

    def card_at(self, position: QPoint) -> int | None:
        """The card in sight at this global position."""
        row = None if self.collapsed else self.cards.row_at(position)
        return self.model.ids[row] if row is not None else None

    def mark_taker(self, position: QPoint | None) -> None:
        """Shows which card would take what is dragged over it; `None`: none."""
        none = position is None or self.collapsed
        self.cards.mark_taker(None if none or position is None else self.cards.row_at(position))

    def take_focus(self) -> None:
        """The keys are on this column."""
        (self.strip if self.collapsed else self.cards).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_width(self) -> None:
        px = self._theme.px
        self.setMinimumWidth(px(_STRIP if self.collapsed else _NARROWEST))
        self.setMaximumWidth(px(_STRIP if self.collapsed else _WIDEST))
        wide = QSizePolicy.Policy.Fixed if self.collapsed else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Expanding)

    def _rename(self, name: str) -> None:
        if self.model.column.stage is not None:
            self._presenter.edit_column(self.model.column.stage.id, name=name)

    def _expand(self) -> None:
        if self.model.column.stage is not None:
            self._presenter.edit_column(self.model.column.stage.id, collapsed=False)

    def _fill_menu(self) -> None:
        if self.model.column.stage is not None:
            fill_column_menu(self.header.menu, self.model.column.stage, self._presenter, self.header.rename)
