"""What others build on: its names at each release, and what the changelog says of their changes."""
