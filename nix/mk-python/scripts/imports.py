"""Imports every module that the distributions of this Python's environment have at the top.

usage: imports.py, by the environment's Python
"""

import importlib
import importlib.metadata
import sys


def top_level(distribution):
    modules = set()
    for file in distribution.files or ():
        if len(file.parts) == 1 and file.suffix in (".py", ".so"):
            modules.add(file.name.partition(".")[0])
        elif len(file.parts) == 2 and file.name == "__init__.py":
            modules.add(file.parts[0])
    return sorted(module for module in modules if module.isidentifier())


def main():
    failed = False
    for distribution in importlib.metadata.distributions():
        for module in top_level(distribution):
            try:
                importlib.import_module(module)
            except BaseException as error:  # Whatever a module does is its failure.
                failed = True
                whose = f"{distribution.metadata['Name']} {distribution.version}"
                print(
                    f"tests: importing {module} of {whose} fails: {type(error).__name__}: {error}",
                    file=sys.stderr,
                )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
