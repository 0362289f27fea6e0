"""What the tests of a run lean on: the entries of the gateway's ledger that are more than the guide says."""
