"""A contest in Chinese, as every medium shows it: lists, boards, papers, hosting, results."""
