"""The mock gateway: everything it does that the client alone would not show."""
