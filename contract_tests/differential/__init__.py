"""One state machine drives two gateways with the same steps, and finds the fewest on which they differ."""
