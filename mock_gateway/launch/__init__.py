"""Running a program that has the real hosts written into it, with the gateway in their place."""
