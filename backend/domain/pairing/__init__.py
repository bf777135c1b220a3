"""One helper for one household (一对一包保): who looks after whom, and what was done (AID-21)."""
