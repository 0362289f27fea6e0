"""What people read first, tried out: the README, the tour, and the requests of the guide."""
