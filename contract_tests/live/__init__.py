"""What makes it safe to run the contract tests against an account with real customers and a real bill."""
