"""Tests of the store's two engines, of what breaks them, and of replicas that share one."""
