"""The commands of `quo-mock`, a module each."""
