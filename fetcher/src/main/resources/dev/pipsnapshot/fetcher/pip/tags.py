"""Tells as JSON which compatibility tags (PEP 425) this interpreter supports, the most specific first."""

import json
import sys

try:
    # What its own pip goes by.
    from pip._vendor.packaging import tags
except ImportError:
    from packaging import tags

json.dump([str(tag) for tag in tags.sys_tags()], sys.stdout)
