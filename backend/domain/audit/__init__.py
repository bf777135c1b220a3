"""What happened, in words: the list of everything the record can tell, and how a reader is told it."""
