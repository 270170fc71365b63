"""Runs a command in a session of its own, until it ends or standard input does.

The other end of standard input belongs to the process that wants the command. When that process
dies, however it dies, the system closes the pipe, and the whole session goes with it.
"""

import os
import signal
import subprocess
import sys
import threading

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """On Linux, become the parent of what starts yet another session, so that it can be found."""
    try:
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (ImportError, AttributeError, OSError):
        pass


def adopted():
    try:
        with open("/proc/self/task/{}/children".format(os.getpid())) as children:
            return [int(pid) for pid in children.read().split()]
    except OSError:
        return []


def kill_session(leader):
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def kill_orphans():
    remaining = adopted()
    while remaining:
        for pid in remaining:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        remaining = adopted()


def kill_when_input_ends(leader):
    while os.read(0, 4096):
        pass
    kill_session(leader)


class Termination:
    """The order to end, which may come before there is anything to kill."""

    def __init__(self):
        self.is_ordered = False
        self.leader = None

    def order(self, number, frame):
        self.is_ordered = True
        self.carry_out()

    def aim_at(self, leader):
        self.leader = leader
        if self.is_ordered:
            self.carry_out()

    def carry_out(self):
        if self.leader is not None:
            kill_session(self.leader)


def ignore(number, frame):
    """What a terminal sends is the business of the process at the other end, which closes our input
    when it is to end us. A handler, unlike SIG_IGN, is not inherited by the command."""


def main(command):
    adopt_orphans()
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, ignore)
    termination = Termination()
    signal.signal(signal.SIGTERM, termination.order)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    termination.aim_at(child.pid)
    threading.Thread(target=kill_when_input_ends, args=(child.pid,), daemon=True).start()
    status = child.wait()
    kill_session(child.pid)
    kill_orphans()
    # Not sys.exit: that waits for the thread, which waits for the input.
    os._exit(status if status >= 0 else 128 - status)


main(sys.argv[1:])
