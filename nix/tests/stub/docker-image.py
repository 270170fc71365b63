"""Writes an image archive of one layer, the same bytes each time.

usage: docker-image.py NAME:TAG CONFIG CLOSURE ARCHIVE CONTENT...
"""

import gzip
import hashlib
import io
import json
import os
import sys
import tarfile


def add(archive, path, name):
    member = archive.gettarinfo(path, name)
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    if member.islnk():
        member.type, member.size = tarfile.REGTYPE, os.stat(path).st_size
    with open(path, "rb") if member.isreg() else io.BytesIO() as content:
        archive.addfile(member, content if member.isreg() else None)
    if member.isdir():
        for entry in sorted(os.listdir(path)):
            add(archive, os.path.join(path, entry), f"{name}/{entry}")


def link(archive, content, seen):
    for folder, _, files in sorted(os.walk(content)):
        for file in sorted(files):
            source = os.path.join(folder, file)
            name = os.path.relpath(source, content)
            if name not in seen:
                seen.add(name)
                member = tarfile.TarInfo(name)
                member.type, member.linkname = tarfile.SYMTYPE, source
                archive.addfile(member)


def text(archive, name, content):
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def main(name, config, closure, target, *contents):
    layer, seen = io.BytesIO(), set()
    with tarfile.open(fileobj=layer, mode="w") as archive, open(closure, encoding="utf-8") as paths:
        for path in paths.read().split():
            add(archive, path, path[1:])
        for content in contents:
            link(archive, content, seen)
    digest = hashlib.sha256(layer.getvalue()).hexdigest()
    with open(config, encoding="utf-8") as file:
        image = {
            "architecture": "amd64",
            "os": "linux",
            "config": json.load(file),
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]},
        }
    manifest = [{"Config": "config.json", "RepoTags": [name], "Layers": [f"{digest}/layer.tar"]}]
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", 1, raw, 0) as out:
        with tarfile.open(fileobj=out, mode="w") as archive:
            text(archive, "config.json", json.dumps(image).encode())
            text(archive, "manifest.json", json.dumps(manifest).encode())
            text(archive, f"{digest}/layer.tar", layer.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:])
