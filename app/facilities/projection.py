"""From degrees to the drawing of Flanders: a plain map, true to shape at 51° north."""

from math import cos, radians

WIDTH, HEIGHT = 1000, 400
WEST, NORTH = 2.52, 51.52
"""The left upper corner, in degrees."""
SCALE = 464.0
"""Units of the drawing in a degree of latitude; one is 240 metres."""
SQUEEZE = cos(radians(51))
"""A degree of longitude is that much shorter."""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies in the drawing."""
    return (longitude - WEST) * SQUEEZE * SCALE, (NORTH - latitude) * SCALE
