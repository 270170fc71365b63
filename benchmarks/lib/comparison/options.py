"""Options that several areas have."""


def add_rounds(parser, default):
    parser.add_argument(
        "--rounds", type=int, default=default, help=f"runs of each case (default {default})"
    )


def add_index(parser):
    parser.add_argument(
        "--index-url",
        default="https://pypi.org/simple/",
        help="where the mirror's pages come from, once (default PyPI)",
    )


def add_only(parser, choices):
    parser.add_argument("--only", action="append", choices=list(choices), help="repeatable")
