"""How each shipped model and table was made, end to end."""
