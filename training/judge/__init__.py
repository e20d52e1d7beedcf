"""How the judge of engagement statuses is made: examples, training, export."""
