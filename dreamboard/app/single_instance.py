"""One window a board: a second start raises the first one's window and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 1000
_WORD = b"raise\n"


def name_of(board: Path) -> str:
    """The name of the board's local socket: the same for every way to write its path."""
    digest = hashlib.sha256(str(board.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"dreamboard-{digest[:24]}"


def raise_other(board: Path) -> bool:
    """Ask a window that has this board open to come to the front; whether there was one."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(board))
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    socket.write(_WORD)
    socket.flush()
    answered = socket.waitForReadyRead(_ANSWER_MS)
    socket.disconnectFromServer()
    return answered


class SingleInstance(QObject):
    """Listens for later starts on the same board."""

    raise_wanted = Signal()

    def __init__(self, board: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = name_of(board)
        if not self._server.listen(name):
            # Left behind by a program that was killed: nobody answered on it before we came here.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.write(b"here\n")
            socket.flush()
            socket.disconnected.connect(socket.deleteLater)
            self.raise_wanted.emit()
