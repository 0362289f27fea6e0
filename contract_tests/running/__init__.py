"""`quo-mock run`: programs with the real hosts written into them, run as they stand."""
