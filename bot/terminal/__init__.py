"""The terminal: commands, the talk at the prompt, and plain text or JSON for pipes."""
