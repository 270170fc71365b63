"""Hands over to a command of the installation that lies in this package.

The process becomes the command, so that signals and exit codes are the command's own.
"""

import os
import sys

from pip_snapshot.java import NoJava, find_java

HOME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "home")

# The shell's own status for what cannot be run, outside the table of the commands.
CANNOT_RUN = 127


def launch(command, arguments):
    if os.name != "posix":
        refuse(command, "it runs on Linux and macOS; on Windows, within WSL")
    try:
        java = find_java(os.environ)
    except NoJava as problem:
        refuse(command, str(problem))
    os.environ["PIP_SNAPSHOT_JAVA"] = java
    # By the shell's name: an installer may have lost the permission to execute.
    shell = "/bin/sh"
    os.execv(shell, [shell, os.path.join(HOME, "bin", command)] + arguments)


def refuse(command, reason):
    sys.stderr.write("%s: %s\n" % (command, reason))
    raise SystemExit(CANNOT_RUN)
