"""The desk's post: what goes out and what comes in, what is missing, and how the line is."""
