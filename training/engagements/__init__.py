"""How the engagement model is made: examples, training, export."""
