"""A gateway under load for minutes, with clients and webhook receivers that misbehave beside it."""
