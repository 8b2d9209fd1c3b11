"""Input to clean values; forms know no CSS."""
