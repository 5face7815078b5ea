"""Real servers on loopback, shared by the tests."""
