"""What the processes of a process group have taken, from /proc."""
import contextlib
import os
import pathlib

TICKS = os.sysconf("SC_CLK_TCK")


def group(leader):
    """The processes of a process group."""
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if os.getpgid(int(entry.name)) == leader:
                    yield entry


def mebibytes(leader, field):
    """Sum over the group of VmRSS or VmHWM."""
    return sum(kibibytes(process, field) for process in group(leader)) / 1024


def kibibytes(process, field):
    for line in (process / "status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    return 0


def cpu_seconds(leader):
    """User and system time of the group so far, of its living processes."""
    return sum(ticks(process) for process in group(leader)) / TICKS


def ticks(process):
    # The name of the program stands in parentheses, and may hold anything.
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
