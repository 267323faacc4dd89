"""What the store needs of a database beyond plain SQL. Everything special to one make sits behind this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import sqlalchemy as sa

from dreamboard.domain.errors import DreamboardError


class Backend(Protocol):
    """One board's database. Its connections begin no transaction by themselves."""

    errors: tuple[type[Exception], ...]
    """What connections raise, and ``in_words`` tells."""

    def connect(self) -> sa.Connection:
        """A new connection, usable in any one thread at a time."""

    def dispose(self) -> None:
        """Give back what the connections shared."""

    def begin(self, connection: sa.Connection, *, writing: bool) -> None:
        """Begin a transaction. A writing one takes the board for itself at once, so that what it reads stays
        true until it commits."""

    def first_free_id(self, connection: sa.Connection, table: str) -> int:
        """The id from which on none was ever given; true until this writing transaction ends."""

    def version(self, connection: sa.Connection) -> int:
        """A number that changes when another connection committed something."""

    def tidy(self, connection: sa.Connection) -> None:
        """Do now what the database would else do in the middle of some later commit."""

    def wipe(self, connection: sa.Connection) -> None:
        """Write the file anew, so that nothing which was deleted is left in it or beside it. Raises
        ``Refused`` while another connection reads on."""

    def still_there(self) -> None:
        """Raises ``BoardFileError`` when what was opened is no longer where it was."""

    def in_words(self, error: Exception) -> DreamboardError:
        """The error of the driver as a sentence for a person: what, where, what to do."""

    def search_put(self, connection: sa.Connection, documents: Sequence[tuple[int, str]], new: bool) -> None:
        """Index folded texts by document number; ``new`` when none of them was there before."""

    def search_drop(self, connection: sa.Connection, numbers: Iterable[int]) -> None:
        """Forget documents."""

    def search_find(
        self, connection: sa.Connection, words: Sequence[str], first: int, end: int, limit: int
    ) -> list[int]:
        """The documents from ``first`` to before ``end`` that hold all of the folded words, whose last
        letters may be missing; the highest numbers first."""

    def search_clear(self, connection: sa.Connection) -> None:
        """Forget all documents."""

    def search_count(self, connection: sa.Connection) -> int:
        """How many documents are in the index."""
