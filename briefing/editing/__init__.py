"""Changing a briefing as its author does: each change is made on the model, written into the files, and undoable."""
