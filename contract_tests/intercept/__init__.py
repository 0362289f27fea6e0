"""The proxy that answers under the real names."""
