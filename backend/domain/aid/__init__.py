"""Hardship aid: household files, the rules that judge them, their life (AID-*)."""
