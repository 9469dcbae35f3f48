"""What should be said: plans, points, scripts and objections, and the conversation machines made of them."""
