"""A stand-in for live: the gateway under its real names, over real TLS, that can be told to misbehave."""
