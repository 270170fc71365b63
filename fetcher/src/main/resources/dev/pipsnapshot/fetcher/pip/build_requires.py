"""Runs pip and writes down what it asks for when it fills a build environment.

Arguments: the directory or wheel to import pip from, the file to write to, the arguments of pip.
Each line of the file is a JSON list of requirements: one for each time pip installs some.
"""

import inspect
import json
import sys

UNKNOWN_PIP = 97


def recording(install, log):
    signature = inspect.signature(install)

    def install_requirements(*args, **kwargs):
        call = signature.bind(*args, **kwargs)
        requirements = list(call.arguments["requirements"])
        call.arguments["requirements"] = requirements
        if requirements:
            with open(log, "a", encoding="utf-8") as out:
                out.write(json.dumps(sorted(requirements)) + "\n")
        return install(*call.args, **call.kwargs)

    return install_requirements


def record_build_environments(log):
    """Wraps the one method that every pip since 10 fills its build environments with."""
    from pip._internal import build_env

    found = False
    for value in list(vars(build_env).values()):
        install = vars(value).get("install_requirements") if inspect.isclass(value) else None
        if install is not None and "requirements" in inspect.signature(install).parameters:
            value.install_requirements = recording(install, log)
            found = True
    return found


def main(source, log, arguments):
    sys.path.insert(0, source)
    if not record_build_environments(log):
        sys.stderr.write("ERROR: this pip has no build environments that can be observed\n")
        return UNKNOWN_PIP
    from pip._internal.cli.main import main as pip

    return pip(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
