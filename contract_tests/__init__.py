"""What the project promises, as tests: of the spec, the client, the gateway, and the contract itself."""
