"""Fails if two distributions of an environment have installed different files at one path.

usage: collisions.py ENVIRONMENT [PATTERN]...: paths that match a pattern, within the environment or
       within its site-packages, are told and let be

pip says nothing of it, and the last one installed wins. RECORD (PEP 376) tells whose they were.
"""

import base64
import collections
import csv
import fnmatch
import glob
import hashlib
import os
import sys


def recorded(environment):
    """Yields path, distribution and digest of all installed files; generated ones have none."""
    pattern = os.path.join(environment, "lib", "python*", "site-packages", "*.dist-info", "RECORD")
    for record in sorted(glob.glob(pattern)):
        info = os.path.dirname(record)
        with open(record, newline="", encoding="utf-8") as rows:
            for row in csv.reader(rows):
                path = os.path.normpath(os.path.join(os.path.dirname(info), row[0]))
                yield path, os.path.basename(info).removesuffix(".dist-info"), row[1]


def staying(path, found):
    """Whose file it is that is there: the distributions whose digest it has."""
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read()).digest()
    text = "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return [distribution for distribution, recorded in found.items() if recorded == text]


def ignored(environment, path, patterns):
    inside = os.path.relpath(path, environment)
    module = inside.partition("site-packages" + os.sep)[2]
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns for name in (inside, module))


def judge(environment, collisions, patterns):
    """Tells of collisions, each a path, whose files meet there and whose stays; gives the exit code."""
    failed = False
    for path, found, stays in sorted(collisions):
        where = os.path.relpath(path, environment)
        print(
            f"collision: {where} is in {' and '.join(sorted(found))}; that of {' and '.join(stays) or 'neither'} stays",
            file=sys.stderr,
        )
        failed |= not ignored(environment, path, patterns)
    if failed:
        print(
            "hint: leave one of them out, or give mkPython ignoreCollisions: true, or a list of paths",
            file=sys.stderr,
        )
    return 1 if failed else 0


def main(environment, *patterns):
    owners = collections.defaultdict(dict)
    for path, distribution, digest in recorded(environment):
        owners[path][distribution] = digest
    collisions = [
        (path, list(found), staying(path, found)) for path, found in owners.items() if len(set(found.values())) > 1
    ]
    return judge(environment, collisions, patterns)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
