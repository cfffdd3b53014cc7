"""What is fetched from or sent to others than GitHub: drand's randomness, webhooks."""
