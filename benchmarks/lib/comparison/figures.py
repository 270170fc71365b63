"""How figures are summed up and printed: min/median/max, and ratios of medians of one run."""
import os
import statistics


def conditions(unit):
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {unit}: min/median/max")


def spread(values, digits):
    return "/".join(
        f"{value:.{digits}f}" for value in (min(values), statistics.median(values), max(values))
    )


def ratio(ours, theirs):
    """How many times the median of `theirs` that of `ours` is; nan where theirs is nothing."""
    return statistics.median(ours) / (statistics.median(theirs) or float("nan"))


def heading(*cells):
    print("\n| " + " | ".join(cells) + " |")
    print("|---" * len(cells) + "|", flush=True)


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)
