"""Runs pip inside this process, watched and mended in one place each.

Arguments: the directory or wheel to import pip from, the file to write build requirements to or
"-", the arguments of pip.
"""

import inspect
import json
import sys

UNKNOWN_PIP = 97


def parameters(function):
    return inspect.signature(function).parameters


def mend_download():
    """Before 22.3, the download command forgets its --use-pep517 when it comes to dependencies, and
    prepares those with the setuptools that happens to be installed here."""
    from pip._internal.cli.req_command import RequirementCommand

    make_resolver = RequirementCommand.make_resolver
    if "use_pep517" not in parameters(make_resolver):
        return

    def with_pep517(*args, **kwargs):
        if kwargs.get("use_pep517") is None:
            kwargs["use_pep517"] = True
        return make_resolver(*args, **kwargs)

    RequirementCommand.make_resolver = staticmethod(with_pep517)


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
    """Wraps the one method with which every pip since 10 fills its build environments.

    The file gets one JSON list of requirements for each time that something is installed."""
    from pip._internal import build_env

    found = False
    for value in list(vars(build_env).values()):
        install = vars(value).get("install_requirements") if inspect.isclass(value) else None
        if install is not None and "requirements" in parameters(install):
            value.install_requirements = recording(install, log)
            found = True
    return found


def main(source, log, arguments):
    sys.path.insert(0, source)
    mend_download()
    if log != "-" and not record_build_environments(log):
        sys.stderr.write("ERROR: this pip has no build environments that can be observed\n")
        return UNKNOWN_PIP
    from pip._internal.cli.main import main as pip

    return pip(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
