"""The contract itself: every promise of the spec, kept by whatever the suite is pointed at."""
