"""Accounts: who may sign in, for how long, and which duties keep apart."""
