"""A gateway that is killed again and again under load, and the account of what it lost: nothing."""
