"""One function for each command: what an entry point of a wheel needs."""

import sys

from pip_snapshot.launch import launch


def snapshot_cache():
    launch("snapshot-cache", sys.argv[1:])


def snapshot_diff():
    launch("snapshot-diff", sys.argv[1:])


def snapshot_fetch():
    launch("snapshot-fetch", sys.argv[1:])


def snapshot_hash():
    launch("snapshot-hash", sys.argv[1:])


def snapshot_proxy():
    launch("snapshot-proxy", sys.argv[1:])
