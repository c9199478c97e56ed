"""Open data: files for everyone, made each night. Numbers that could point at one parent are left out."""
