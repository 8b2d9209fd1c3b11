"""Reports and lists to bytes."""
