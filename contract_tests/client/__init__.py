"""What the client promises, checked without a server; each test writes out the answers it needs."""
