#!/usr/bin/env python3
"""deb.py INSTALLATION VERSION TIMESTAMP DIRECTORY: the Debian package of an installation, written into DIRECTORY.

The same installation, version and time give the same bytes, wherever they lie, with the same zlib. It takes neither
root nor Debian's tools: a package is an ar of two tars.
"""

import datetime
import gzip
import hashlib
import io
import json
import os
import sys
import tarfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "src", "main", "deb")
HOME = "usr/share/pip-snapshot/"
DOCUMENTS = "usr/share/doc/pip-snapshot/"

CHANGELOG = """\
pip-snapshot ({version}) unstable; urgency=medium

  * What is new stands in NEWS.md.gz.

 -- pip-snapshot developers <pip-snapshot@localhost>  {date}
"""


def main():
    installation, version, timestamp, directory = sys.argv[1:]
    version = debian_version(version)
    time = datetime.datetime.strptime(timestamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
    data = data_members(installation, version, time)
    name = os.path.join(directory, "pip-snapshot_%s_all.deb" % version)
    seconds = int(time.timestamp())
    with open(name, "wb") as file:
        file.write(b"!<arch>\n")
        for member, content in (
            ("debian-binary", b"2.0\n"),
            ("control.tar.gz", compressed(tar(control_members(data, version), seconds))),
            ("data.tar.gz", compressed(tar(data, seconds))),
        ):
            header = "%-16s%-12d%-6d%-6d%-8s%-10d`\n" % (member, seconds, 0, 0, "100644", len(content))
            file.write(header.encode() + content + b"\n" * (len(content) % 2))
    print(name)


def debian_version(version):
    """Maven's name of what is not yet a release; a tilde sorts before the release."""
    return version.replace("-SNAPSHOT", "~dev0")


def data_members(installation, version, time):
    """What is in the package: path to content and mode, or to the target of a link."""
    members = {}
    for path in files(installation):
        target, packed = place(path)
        if target:
            content = read(installation, path)
            if path.startswith("completions/bash/") and content.startswith(b"#!"):
                # It is sourced; Debian wants no line that says how to run it.
                content = content.split(b"\n", 1)[1]
            mode = 0o755 if path.startswith("bin/") else 0o644
            members[target] = (compressed(content) if packed else content), mode
    for command in sorted(os.listdir(os.path.join(installation, "bin"))):
        members["usr/bin/" + command] = "../share/pip-snapshot/bin/" + command

    for name, target in (
        ("pip-snapshot.default", "etc/default/pip-snapshot"),
        ("pip-snapshot.service", "usr/lib/systemd/system/pip-snapshot.service"),
        ("pip-snapshot.sysusers", "usr/lib/sysusers.d/pip-snapshot.conf"),
        ("lintian-overrides", "usr/share/lintian/overrides/pip-snapshot"),
        ("README.Debian", DOCUMENTS + "README.Debian"),
    ):
        members[target] = read(SOURCES, name), 0o644
    changelog = CHANGELOG.format(version=version, date=time.strftime("%a, %d %b %Y %H:%M:%S +0000"))
    members[DOCUMENTS + "changelog.gz"] = compressed(changelog.encode()), 0o644
    members[DOCUMENTS + "NEWS.md.gz"] = compressed(read(os.path.dirname(HERE), "CHANGELOG.md")), 0o644
    copyrights = read(SOURCES, "copyright").decode().format(jars=licences(installation))
    members[DOCUMENTS + "copyright"] = copyrights.encode(), 0o644
    return members


def place(path):
    """Where Debian wants a file of the installation, if anywhere, and whether it is compressed there."""
    for source, target, packed in (
        ("bin/", HOME + "bin/", False),
        ("lib/", HOME + "lib/", False),
        ("completions/bash/", "usr/share/bash-completion/completions/", False),
        ("completions/zsh/", "usr/share/zsh/vendor-completions/", False),
        ("share/man/", "usr/share/man/", True),
        ("sbom.cdx.json", DOCUMENTS + "sbom.cdx.json", False),
    ):
        if path.startswith(source):
            return target + path[len(source) :] + (".gz" if packed else ""), packed
    # The licence is Debian's own copy, and the README is that of a directory.
    if path not in ("LICENSE", "README.md"):
        raise SystemExit("deb.py: no place is known for " + path)
    return None, False


def licences(installation):
    """The jars of others, by the bill of materials; it is not there where Maven was told to stay offline."""
    path = os.path.join(installation, "sbom.cdx.json")
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        components = json.load(file)["components"]
    lines = []
    for component in components:
        if component.get("group") != "dev.pipsnapshot":
            choices = [choice.get("expression") or choice["license"] for choice in component["licenses"]]
            names = [choice if isinstance(choice, str) else choice.get("id") or choice["name"] for choice in choices]
            lines.append(" .\n %s-%s.jar: %s\n" % (component["name"], component["version"], " or ".join(names)))
    return "".join(sorted(lines))


def control_members(data, version):
    contents = {path: member[0] for path, member in sorted(data.items()) if not isinstance(member, str)}
    size = sum((len(content) + 1023) // 1024 for content in contents.values())
    sums = "".join("%s  %s\n" % (hashlib.md5(content).hexdigest(), path) for path, content in contents.items())
    conffiles = "".join("/%s\n" % path for path in contents if path.startswith("etc/"))
    members = {
        "control": (read(SOURCES, "control").decode().format(version=version, size=size).encode(), 0o644),
        "md5sums": (sums.encode(), 0o644),
        "conffiles": (conffiles.encode(), 0o644),
    }
    for script in ("postinst", "prerm", "postrm"):
        members[script] = read(SOURCES, script), 0o755
    return members


def tar(members, time):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        add(archive, "./", tarfile.DIRTYPE, 0o755, time)
        directories = set()
        for path, member in sorted(members.items()):
            parts = path.split("/")
            for depth in range(1, len(parts)):
                directory = "/".join(parts[:depth])
                if directory not in directories:
                    directories.add(directory)
                    add(archive, "./" + directory + "/", tarfile.DIRTYPE, 0o755, time)
            if isinstance(member, str):
                add(archive, "./" + path, tarfile.SYMTYPE, 0o777, time, link=member)
            else:
                content, mode = member
                add(archive, "./" + path, tarfile.REGTYPE, mode, time, content)
    return buffer.getvalue()


def add(archive, name, kind, mode, time, content=b"", link=""):
    member = tarfile.TarInfo(name)
    member.type = kind
    member.mode = mode
    member.mtime = time
    member.uname = member.gname = "root"
    member.linkname = link
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def compressed(content):
    """As gzip -9n makes it: without a name and a time."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as packed:
        packed.write(content)
    return buffer.getvalue()


def files(directory):
    for folder, folders, names in os.walk(directory):
        folders.sort()
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), directory).replace(os.sep, "/")


def read(directory, path):
    with open(os.path.join(directory, path), "rb") as file:
        return file.read()


main()
