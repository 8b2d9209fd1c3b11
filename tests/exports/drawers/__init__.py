"""Programs that draw, well and badly, for the tests of processes."""
