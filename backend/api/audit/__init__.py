"""The record of what happened: read, and verified."""
