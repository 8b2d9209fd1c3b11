"""What people are told: reads for a day, as frozen dataclasses."""
