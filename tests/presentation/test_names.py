"""The names kept ready for the quick log."""

import threading

from dreamboard.presentation.jobs import Jobs
from dreamboard.presentation.names import Names
from dreamboard.services.changes import ChangeSet
from dreamboard.services.read_models import NamedContact, Naming


def test_names_read_before_a_change_are_not_taken_for_those_after_it(qtbot):
    jobs, gate, begun = Jobs(), threading.Event(), threading.Event()
    on_board = ["Walter Brandt"]

    def read():
        found = Naming(contacts=tuple(NamedContact(n, name, (), ()) for n, name in enumerate(on_board)))
        if threading.current_thread() is not threading.main_thread():
            begun.set()
            assert gate.wait(5)
        return found

    names = Names(read, jobs)
    names.refresh()
    assert begun.wait(5)
    on_board.append("Signe Aas")
    names.follow(ChangeSet(ids={"Contact": frozenset({1})}))
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert [contact.name for contact in names.naming().contacts] == ["Walter Brandt", "Signe Aas"]
    names.stop()
