"""A PEP 517 backend that builds a distribution from its PKG-INFO and its top-level modules."""

import base64
import glob
import hashlib
import os
import zipfile

__version__ = "@VERSION@"

WHEEL = "Wheel-Version: 1.0\nGenerator: tinybackend @VERSION@\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def _metadata():
    with open("PKG-INFO", encoding="utf-8") as pkg_info:
        text = pkg_info.read()
    return text + "Requires-Dist: tinybackend-witness==" + __version__ + "\n"


def _name_and_version():
    fields = dict(line.split(": ", 1) for line in _metadata().splitlines() if ": " in line)
    return fields["Name"].replace("-", "_"), fields["Version"]


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    dist_info = "-".join(_name_and_version()) + ".dist-info"
    folder = os.path.join(metadata_directory, dist_info)
    os.mkdir(folder)
    for name, text in (("METADATA", _metadata()), ("WHEEL", WHEEL)):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
    return dist_info


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    stem = "-".join(_name_and_version())
    dist_info = stem + ".dist-info/"
    files = {}
    for module in sorted(glob.glob("*.py")):
        with open(module, "rb") as source:
            files[module] = source.read()
    files[dist_info + "METADATA"] = _metadata().encode()
    files[dist_info + "WHEEL"] = WHEEL.encode()
    record = ""
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        record += "{},sha256={},{}\n".format(path, digest, len(content))
    files[dist_info + "RECORD"] = (record + dist_info + "RECORD,,\n").encode()
    filename = stem + "-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, filename), "w") as wheel:
        for path, content in files.items():
            wheel.writestr(path, content)
    return filename
