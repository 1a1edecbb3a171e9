"""What is coordinated: each screen owns its widgets and answers their messages."""
