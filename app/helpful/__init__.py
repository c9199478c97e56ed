"""Readers say that a review helped them. It is counted and shown; it never changes the order."""
