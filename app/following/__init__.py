"""Follow what parents say: Atom feeds, and mails for who asks for them."""
