"""Mutual savings societies (互助储金会): savings put together month by month, lent without interest (AID-21)."""
