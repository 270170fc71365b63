"""python -m pip_snapshot fetch ... is snapshot-fetch ..."""

import os
import sys

from pip_snapshot.launch import HOME, launch

PREFIX = "snapshot-"


def main():
    names = sorted(
        name[len(PREFIX) :]
        for name in os.listdir(os.path.join(HOME, "bin"))
        if name.startswith(PREFIX)
    )
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        sys.stderr.write("usage: python -m pip_snapshot %s [ARGUMENT]...\n" % "|".join(names))
        raise SystemExit(2)
    launch(PREFIX + sys.argv[1], sys.argv[2:])


main()
