"""The owner of all worker processes: hands them out, takes them back, and ends them with the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from argmap.core.document import Document
from argmap.gui.engine_work import Function, Job, Worker
from argmap.gui.weak import weakly


class Workers(QObject):
    """The owner of all worker processes: hands them out, takes them back, and ends them with the program."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._all: list[Worker] = []
        self._free: list[Worker] = []
        application.aboutToQuit.connect(self.end)

    def take(self) -> Worker:
        """A worker for oneself, until it is given back."""
        if self._free:
            worker = self._free.pop()
        else:
            worker = Worker(self)
            self._all.append(worker)
        worker.start()
        return worker

    def give_back(self, worker: Worker) -> None:
        """Takes a worker back; what it does is cancelled."""
        if worker in self._all and worker not in self._free:
            worker.release()
            self._free.append(worker)

    @property
    def all(self) -> Sequence[Worker]:
        """Every worker, at work or free."""
        return tuple(self._all)

    def end(self) -> None:
        """Cancels everything and waits until no process is left."""
        for worker in self._all:
            worker.close()
        for worker in self._all:
            worker.wait()
            worker.deleteLater()
        self._all.clear()
        self._free.clear()


@cache
def workers() -> Workers:
    """The one owner."""
    application = QCoreApplication.instance()
    assert application is not None
    return Workers(application)


def once(function: Function, document: Document, *given: Any) -> Job:
    """Does one thing with a worker of its own, which is given back afterwards."""
    owner = workers()
    worker = owner.take()
    job = worker.do(function, document, *given)
    for signal in (job.done, job.failed, job.cancelled):
        signal.connect(weakly(owner.give_back, worker))
    return job
