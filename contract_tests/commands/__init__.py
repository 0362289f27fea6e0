"""The commands of `quo-mock`, each against a gateway that runs."""
