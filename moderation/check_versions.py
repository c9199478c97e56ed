"""Which version of a check made a finding, by its rule.

Raise the number of a rule whenever what its check finds changes: precision is told per version, so that
an improvement shows and old mistakes do not count for ever. A rule without a number is at its first.
"""

from collections.abc import Mapping

VERSIONS: Mapping[str, int] = {}


def version_of(rule: str) -> int:
    """From 1."""
    return VERSIONS.get(rule, 1)
