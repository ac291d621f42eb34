"""Ends the program on a signal; Qt waits in C, so that Python's own handler would never get its turn."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QSocketNotifier

from argmap.gui.desk import Desk

SIGNALS = tuple(s for name in ("SIGINT", "SIGTERM", "SIGHUP") if (s := getattr(signal, name, None)) is not None)
"""The signals that end the program: Ctrl+C, the end of the session or of the terminal."""


class Ending:
    """Waits for a signal; `status` is then the exit status, 128 and its number, 0 as long as there was none."""

    def __init__(self, desk: Desk) -> None:
        self.status = 0
        self._desk = desk
        self._reads, self._writes = socket.socketpair()
        for end in (self._reads, self._writes):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writes.fileno())
        for number in SIGNALS:
            # What is ignored from the start on is to be: `nohup argmap &` outlives its terminal.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._note)
        self._notifier = QSocketNotifier(self._reads.fileno(), QSocketNotifier.Type.Read, desk)
        self._notifier.activated.connect(self._wake)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.status = 128 + number
        # Should the window hang: the second one ends it at once. What was done is in the journal as it is.
        signal.signal(number, signal.SIG_DFL)

    def _wake(self) -> None:
        try:
            self._reads.recv(64)
        except BlockingIOError:
            return
        if self.status:
            self._desk.end()
