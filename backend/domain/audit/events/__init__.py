"""What each noun can tell: one file per noun, with the words of its events and of the facts that only it tells."""
