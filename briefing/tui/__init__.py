"""The terminal program. Nothing here parses, touches files or knows rules."""
