"""The project's own measurements: ratios against a limit taken in the same run."""
