"""What was said and how good it was: listening, marks, reports, weak points."""
