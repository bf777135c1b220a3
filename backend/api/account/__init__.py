"""Accounts: signing in, the caller's own account, users, grants."""
