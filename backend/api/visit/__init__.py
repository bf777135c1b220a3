"""Visits: plans, stops, what was done and heard there."""
