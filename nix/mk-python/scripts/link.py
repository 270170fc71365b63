"""Links the trees of packages into a virtual environment.

usage: link.py ENVIRONMENT PATTERNS [PACKAGE]...: PATTERNS, in JSON, are those of collisions.py

A directory that one package has is one link. Of two files at one path that of the first package is
linked; where they differ, that is a collision.
"""

import glob
import json
import os
import shutil
import sys

import collisions


def distributions(package):
    """What is installed in a tree, such as flask-3.0.0; one, as a rule."""
    pattern = os.path.join(package, "lib", "python*", "site-packages", "*.dist-info")
    return " and ".join(os.path.basename(path).removesuffix(".dist-info") for path in sorted(glob.glob(pattern)))


class Links:
    def __init__(self, environment):
        self.environment = environment
        self.collisions = []

    def merge(self, relative, packages):
        """Puts what these packages have in the directory `relative` into that of the environment."""
        owners = {}
        for package in packages:
            for name in sorted(os.listdir(os.path.join(package, relative))):
                owners.setdefault(name, []).append(package)
        for name, found in owners.items():
            self.link(os.path.join(relative, name), found)

    def link(self, relative, packages):
        target = os.path.join(self.environment, relative)
        sources = [os.path.join(package, relative) for package in packages]
        directories = [os.path.isdir(source) for source in sources]
        if any(directories) and not all(directories):
            names = " and ".join(map(distributions, packages))
            sys.exit(f"collision: {relative} is in {names}, in one of them a file, in another a directory")
        if not any(directories):
            self.link_file(relative, packages)
        elif len(packages) == 1 and not os.path.lexists(target):
            os.symlink(sources[0], target)
        else:
            os.makedirs(target, exist_ok=True)
            self.merge(relative, packages)

    def link_file(self, relative, packages):
        target = os.path.join(self.environment, relative)
        contents = [self.content(package, relative) for package in packages]
        # Compiled files are as their sources are.
        if len(set(contents)) > 1 and "__pycache__" not in relative:
            names = [distributions(package) for package in packages]
            self.collisions.append((target, names, names[:1]))
        if os.path.lexists(target):
            os.remove(target)
        source = os.path.join(packages[0], relative)
        if relative.startswith("bin" + os.sep) and contents[0] != read(source):
            with open(target, "wb") as file:
                file.write(contents[0])
            shutil.copymode(source, target)
        else:
            os.symlink(source, target)

    def content(self, package, relative):
        """The bytes of a file; of a script, those that run the environment's Python."""
        content = read(os.path.join(package, relative))
        before = os.fsencode(os.path.join(package, "bin", "python"))
        if not relative.startswith("bin" + os.sep) or before not in content[: len(before) + 64]:
            return content
        return content.replace(before, os.fsencode(os.path.join(self.environment, "bin", "python")))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def main(environment, patterns, *packages):
    links = Links(environment)
    links.merge("", packages)
    return collisions.judge(environment, links.collisions, json.loads(patterns))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
