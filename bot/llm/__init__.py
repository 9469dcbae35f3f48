"""The extra `llm`: a language model is asked about what is only suspected, and believed only with a true quote."""
