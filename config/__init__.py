"""The project: settings from the environment, the root of the site, the server door."""
