"""What is drawn: each widget is given model objects, and posts messages."""
