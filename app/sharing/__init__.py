"""How our pages appear elsewhere: search engines, social networks, and a facility's own site."""
