"""The bench of aid: a season of cases by HTTP, the queue of a city, and all files under a new line (issue 4 section 9)."""
