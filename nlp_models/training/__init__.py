"""How the name finder was made; nothing here runs on the site."""
