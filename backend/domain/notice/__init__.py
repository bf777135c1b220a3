"""Public notices of cases of aid (公示): what may stand on one, when it ends, what objections do, how it is concluded."""
