"""The half of the client that depends on no operation: settings, sending, retries, pages, errors."""
