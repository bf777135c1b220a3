"""Going home for the winter (平安返乡): how many want to go where, and the seats that are found for them (AID-26)."""
