"""What is decided, in rooms: a room imports only rooms on lower floors (docs/architecture.md)."""
