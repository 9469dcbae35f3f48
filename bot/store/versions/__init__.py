"""Script versions and pilots kept: records, what a store promises of them, the database and its in-memory twin."""
