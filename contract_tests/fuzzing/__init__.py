"""`make fuzz-doors`: atheris attacks everything that reads what strangers send."""
