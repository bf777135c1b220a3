"""合格基层工会: what a union is judged by in a year, and who judges it (ORG-08, ORG-09, IND-04)."""
