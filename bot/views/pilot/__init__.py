"""The pilot report: what its page says, and the page as PDF and workbook."""
