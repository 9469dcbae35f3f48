"""The web: taking part in a contest from a phone, and the boards that everybody looks at."""
