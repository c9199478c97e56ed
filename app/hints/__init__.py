"""Hints while somebody writes: the same checks as later, in a process of their own. Nothing is stored."""
