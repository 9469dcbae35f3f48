"""The life of script versions: what stands in the files, what keeps it from being published, and each step of it."""
