"""How unions are judged for a year (合格工会评定)."""
