"""The project against its peers, each pair measured in one run: only the ratios are worth anything."""
