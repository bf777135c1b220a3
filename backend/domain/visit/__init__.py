"""Visits (送温暖走访): plans with teams, the households they go to, what was given and what was heard (AID-12…17, 24, 28)."""
