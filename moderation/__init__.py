"""The rules of moderation, in plain Python: states, checks, rulebook. Knows no database and no web."""
