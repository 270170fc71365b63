#!/usr/bin/env python3
"""github.py prepare|check|fetch: the steps of action.yml. What they are told comes in environment variables, never in a script.

Indexes and pins are not trusted: the runner is told to take what the commands print for text, and not for its commands.
"""

import hashlib
import json
import os
import secrets
import shlex
import subprocess
import sys
from contextlib import contextmanager

HOLDS = "holds"
ELSEWHERE = "elsewhere"


def main():
    steps = {"prepare": prepare, "check": check, "fetch": fetch}
    if len(sys.argv) != 2 or sys.argv[1] not in steps:
        print("usage: github.py " + "|".join(steps), file=sys.stderr)
        return 2
    try:
        return steps[sys.argv[1]]()
    except ValueError as e:
        return refuse(str(e))


def prepare():
    """Names the cache and its key, and gives later steps the cache and the Python."""
    cache = os.path.expanduser(given("CACHE") or os.path.join("~", ".cache", "pip-snapshot"))
    cache = os.path.abspath(cache)
    for name in ("ARGUMENTS", "FETCH"):
        words(name)
    append("GITHUB_OUTPUT", "cache", cache)
    append("GITHUB_OUTPUT", "key", key())
    append("GITHUB_ENV", "PIP_SNAPSHOT_CACHE_DIR", cache)
    if given("PYTHON"):
        append("GITHUB_ENV", "PIP_SNAPSHOT_PYTHON", given("PYTHON"))
    return 0


def key():
    """Of all that decides which files are fetched, as far as it is known here."""
    digest = hashlib.sha256()
    pins = given("PINS")
    if pins and os.path.isfile(pins):
        with open(pins, "rb") as file:
            digest.update(file.read())
    for name in ("ARGUMENTS", "FETCH"):
        digest.update(b"\0" + given(name).encode())
    return digest.hexdigest()[:32]


def check():
    """Annotates each pin that does not hold. The exit code is that of snapshot-fetch."""
    pins = given("PINS")
    command = ["snapshot-fetch", "--json", "--check=" + pins] + words("ARGUMENTS")
    with plain_text():
        ended = run(command)
        verdicts = parsed(ended.stdout)
        for verdict in verdicts:
            print(verdict["verdict"].ljust(9), verdict["key"], verdict.get("label", ""))
            for reason in verdict["reasons"]:
                print("  " + reason)
    bad = [verdict for verdict in verdicts if verdict["verdict"] != HOLDS]
    for verdict in bad:
        passed = ended.returncode == 0 and verdict["verdict"] == ELSEWHERE
        text = [verdict.get("label") or verdict["key"]] + verdict["reasons"]
        level = "notice" if passed else "error"
        annotate(level, "pin " + verdict["verdict"], "\n".join(text), pins, line_of(verdict["key"], pins))
    if ended.returncode and not bad:
        annotate("error", "pins not checked", "snapshot-fetch ended with exit code %d; the log says why" % ended.returncode, pins)
    return ended.returncode


def fetch():
    """Fetches, and makes the hash an output."""
    with plain_text():
        ended = run(["snapshot-fetch"] + words("FETCH"))
        print(ended.stdout, end="")
    if ended.returncode == 0:
        append("GITHUB_OUTPUT", "hash", ended.stdout.strip())
    else:
        annotate("error", "fetch failed", "snapshot-fetch ended with exit code %d; the log says why" % ended.returncode)
    return ended.returncode


def given(name):
    return os.environ.get(name, "").strip()


def words(name):
    """As a shell splits words; nothing in them is run or expanded."""
    try:
        return shlex.split(given(name), comments=True)
    except ValueError as e:
        raise ValueError("%s: %s" % (name.lower(), e)) from e


def run(command):
    sys.stdout.flush()
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=sys.stdout,
        encoding="utf-8",
        errors="replace",
    )


def parsed(report):
    try:
        return json.loads(report)["pins"]
    except (ValueError, KeyError):
        return []


def line_of(key, file):
    try:
        with open(file, encoding="utf-8") as lines:
            return next((number for number, line in enumerate(lines, 1) if json.dumps(key) in line), None)
    except (OSError, UnicodeDecodeError):
        return None


@contextmanager
def plain_text():
    """Lines of what is printed meanwhile are no commands to the runner, whatever they begin with."""
    token = secrets.token_hex(16)
    print("::stop-commands::" + token)
    try:
        yield
    finally:
        print("\n::%s::" % token, flush=True)


def annotate(level, title, message, file=None, line=None):
    properties = {"file": file, "line": line, "title": title}
    told = ",".join("%s=%s" % (name, escaped_property(str(value))) for name, value in properties.items() if value)
    print("::%s %s::%s" % (level, told, escaped(message)), flush=True)


def escaped(text):
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text):
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def append(variable, name, value):
    """One line of a file that the runner reads. A value of two lines would set what it likes."""
    if "\n" in value or "\r" in value:
        raise ValueError("%s has a line break" % name)
    with open(os.environ[variable], "a", encoding="utf-8") as file:
        file.write("%s=%s\n" % (name, value))


def refuse(message):
    annotate("error", "pip-snapshot", message)
    return 2


if __name__ == "__main__":
    sys.exit(main())
