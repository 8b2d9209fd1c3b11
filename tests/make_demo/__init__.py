"""Makes the fictional council of fixtures/demo: `python -m tests.make_demo`.

The words stand in bank/, the days are drawn with a fixed seed, the rows are made by
the factories. Nobody edits the files it writes.
"""
