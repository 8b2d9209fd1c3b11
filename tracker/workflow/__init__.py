"""What happens to the record: every write is a function here."""
