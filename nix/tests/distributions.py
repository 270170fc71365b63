#!/usr/bin/env python3
"""Makes the small distributions that the tests fetch and install.

usage: distributions.py DIRECTORY, which becomes PROJECT/FILE
"""

import base64
import datetime
import hashlib
import io
import os
import sys
import tarfile
import zipfile

EARLY = datetime.datetime(2021, 1, 10, tzinfo=datetime.timezone.utc)
LATE = datetime.datetime(2021, 6, 10, tzinfo=datetime.timezone.utc)
MODULE = "def main():\n    print('{}')\n"


def metadata(name, version, requires):
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    return "\n".join(lines + [f"Requires-Dist: {other}" for other in requires]) + "\n"


def wheel(name, version, files, requires=(), commands=(), executable=()):
    info = f"{name}-{version}.dist-info/"
    files = dict(files)
    files[info + "METADATA"] = metadata(name, version, requires)
    files[info + "WHEEL"] = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    if commands:
        files[info + "entry_points.txt"] = "[console_scripts]\n" + "".join(
            f"{command}\n" for command in commands
        )
    record = "".join(f"{path},sha256={digest(text)},{len(text)}\n" for path, text in files.items())
    files[info + "RECORD"] = record + info + "RECORD,,\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in files.items():
            member = zipfile.ZipInfo(path)
            member.external_attr = (0o100755 if path in executable else 0o100644) << 16
            archive.writestr(member, text)
    return f"{name}-{version}-py3-none-any.whl", out.getvalue()


def digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def sdist(name, version, files):
    files = {"PKG-INFO": metadata(name, version, ()), **files}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for path, text in files.items():
            member = tarfile.TarInfo(f"{name}-{version}/{path}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return f"{name}-{version}.tar.gz", out.getvalue()


def publish(directory, project, uploaded, file):
    name, content = file
    folder = os.path.join(directory, project)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name)
    with open(path, "wb") as out:
        out.write(content)
    os.utime(path, (uploaded.timestamp(), uploaded.timestamp()))


def main(directory):
    greet = ["greet = greeter:main"]
    for version, uploaded in (("1.0", EARLY), ("1.1", LATE)):
        module = {"greeter.py": "from good_words import main\n"}
        file = wheel("greeter", version, module, ["good.words"], greet)
        publish(directory, "greeter", uploaded, file)
    words = wheel("good_words", "1.0", {"good_words.py": MODULE.format("good day")})
    publish(directory, "good-words", EARLY, words)
    for name in ("left", "right"):
        files = {f"{name}.py": MODULE.format(name), "tests/__init__.py": f"whose = '{name}'\n"}
        publish(directory, name, EARLY, wheel(name, "1.0", files))
    brewed = sdist(
        "brewed",
        "1.0",
        {
            "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
            "setup.py": "from setuptools import setup\n"
            "setup(name='brewed', version='1.0', py_modules=['brewed'],"
            " entry_points={'console_scripts': ['brew = brewed:main']})\n",
            "brewed.py": MODULE.format("brewed from source"),
        },
    )
    publish(directory, "brewed", EARLY, brewed)
    # No pyproject.toml: to prepare these, pips before 24 want the project wheel too.
    setup = "from setuptools import setup\nsetup(name='legacy', version='1.0', py_modules=['legacy'])\n"
    legacy = sdist("legacy", "1.0", {"setup.py": setup, "legacy.py": MODULE.format("of old")})
    publish(directory, "legacy", EARLY, legacy)
    sulky = wheel("sulky", "1.0", {"sulky.py": "raise RuntimeError('not today')\n"})
    publish(directory, "sulky", EARLY, sulky)
    # What nixpkgs' fixup phase would move, compress or rewrite.
    data = "laden-1.0.data/data/"
    scripts = {"laden/tool.py": "#!/usr/bin/env python3\n", "laden/bare.py": "#!/usr/bin/env -i python3\n"}
    files = {
        "laden/__init__.py": "",
        **scripts,
        data + "share/man/man1/laden.1": ".TH LADEN 1\n",
        data + "doc/laden.txt": "about laden\n",
        data + "sbin/ladend": "a daemon\n",
        data + "lib/systemd/user/laden.service": "[Service]\n",
        data + "lib/libladen.la": "dependency_libs=' -lm'\n",
    }
    laden = wheel("laden", "1.0", files, executable=scripts)
    publish(directory, "laden", EARLY, laden)


if __name__ == "__main__":
    main(*sys.argv[1:])
