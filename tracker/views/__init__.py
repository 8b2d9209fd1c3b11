"""Pages, a module a noun; functions of five moves."""
