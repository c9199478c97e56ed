"""The catalogues: a message of a page, and how each other language says it (nl is the message itself)."""
