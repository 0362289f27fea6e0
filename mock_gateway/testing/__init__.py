"""A private gateway for one test, unittest case or notebook: `quo_mock`, and what it is made of."""
