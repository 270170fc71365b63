"""Fails if two distributions of an environment have installed different files at one path.

usage: collisions.py ENVIRONMENT

pip says nothing of it, and the last one installed wins. RECORD (PEP 376) tells whose they were.
"""

import collections
import csv
import glob
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


def main(environment):
    owners = collections.defaultdict(dict)
    for path, distribution, digest in recorded(environment):
        owners[path][distribution] = digest
    collisions = {path: found for path, found in owners.items() if len(set(found.values())) > 1}
    for path, found in sorted(collisions.items()):
        where = os.path.relpath(path, environment)
        print(f"collision: {where} is in {' and '.join(sorted(found))}", file=sys.stderr)
    if collisions:
        print("hint: leave one of them out, or give mkPython ignoreCollisions = true", file=sys.stderr)
    return 1 if collisions else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
