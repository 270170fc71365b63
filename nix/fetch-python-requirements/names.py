"""Links each distribution file of a directory as NAME/FILE, NAME being normalised (PEP 503).

usage: names.py FILES TARGET
"""

import email
import os
import re
import sys
import tarfile
import zipfile


def name_of_sdist(path):
    """From its metadata: old sdists have names and versions with hyphens in them."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return name_in(archive.namelist(), archive.read)
    with tarfile.open(path) as archive:
        return name_in(archive.getnames(), lambda member: archive.extractfile(member).read())


def name_in(members, read):
    for member in members:
        if re.fullmatch(r"(\./)?[^/]+/PKG-INFO", member):
            return email.message_from_bytes(read(member))["Name"]
    return None


def project_name(path):
    filename = os.path.basename(path)
    if filename.endswith(".whl"):
        name = filename.split("-")[0]
    else:
        name = name_of_sdist(path) or filename.rpartition("-")[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def main(files, target):
    os.makedirs(target)
    for filename in sorted(os.listdir(files)):
        path = os.path.join(files, filename)
        if os.path.isfile(path):
            folder = os.path.join(target, project_name(path))
            os.makedirs(folder, exist_ok=True)
            os.symlink(path, os.path.join(folder, filename))


if __name__ == "__main__":
    main(*sys.argv[1:])
