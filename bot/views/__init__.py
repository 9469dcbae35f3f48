"""Events and reports as people read them: Chinese text, JSON lines and buttons. Everything here is pure."""
