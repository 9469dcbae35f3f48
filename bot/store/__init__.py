"""What is kept: people, talks, marks, weak points, and the mail in and out, on SQLite or Postgres or in memory."""
