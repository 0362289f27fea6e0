"""Several gateways as one: under load, while one of them is killed and what they share is restarted."""
