"""Runs pip inside this process, watched and mended in one place each.

Arguments: the directory or wheel to import pip from, the file to write build requirements to or
"-", the index from which build environments are filled or "-" for pip's own, the arguments of pip.
"""

import contextlib
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


def record(requirements, log):
    """Adds one JSON list for each time that something is installed."""
    if requirements:
        with open(log, "a", encoding="utf-8") as out:
            out.write(json.dumps(sorted(requirements)) + "\n")


def finder_of(call):
    """What tells the nested pip its index: an argument, or in newer pips part of the installer."""
    if "finder" in call.arguments:
        return call.arguments["finder"]
    for part in vars(call.arguments["self"]).values():
        if hasattr(part, "finder"):
            return part.finder
    raise SystemExit("ERROR: this pip fills build environments in a way that takes no other date")


@contextlib.contextmanager
def looking_at(index, finder):
    urls = finder.search_scope.index_urls
    own = list(urls)
    urls[:] = [index]
    try:
        yield
    finally:
        urls[:] = own


def watched(install, log, index):
    signature = inspect.signature(install)

    def install_requirements(*args, **kwargs):
        call = signature.bind(*args, **kwargs)
        requirements = list(call.arguments["requirements"])
        call.arguments["requirements"] = requirements
        if log != "-":
            record(requirements, log)
        if index == "-":
            return install(*call.args, **call.kwargs)
        with looking_at(index, finder_of(call)):
            return install(*call.args, **call.kwargs)

    return install_requirements


def watch_build_environments(log, index):
    """Wraps the one method with which every pip since 10 fills its build environments."""
    from pip._internal import build_env

    found = False
    for value in list(vars(build_env).values()):
        install = vars(value).get("install_requirements") if inspect.isclass(value) else None
        if install is not None and "requirements" in parameters(install):
            value.install_requirements = watched(install, log, index)
            found = True
    return found


def main(source, log, index, arguments):
    sys.path.insert(0, source)
    mend_download()
    if (log, index) != ("-", "-") and not watch_build_environments(log, index):
        sys.stderr.write("ERROR: this pip has no build environments that can be observed\n")
        return UNKNOWN_PIP
    from pip._internal.cli.main import main as pip

    return pip(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
