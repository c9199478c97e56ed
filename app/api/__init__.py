"""The public API: read-only, for everyone, without a key. `openapi.json` is its promise."""
