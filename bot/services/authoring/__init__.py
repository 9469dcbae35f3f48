"""Files that authors bring: sent to the bot, taken out as a workbook and back in, checked before they count."""
