"""The delivery of webhooks: real receivers on other ports, and whatever they do."""
