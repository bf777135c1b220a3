"""Looking into what workers of a union need, and what is done about it (摸底调研; AID-28)."""
