"""The commands of `quo-mock`, a module each or a module for a few that belong together."""
