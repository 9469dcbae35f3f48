"""A trainer's documents as the sheets of a workbook and back: rows of text and numbers, no files and no XLSX here.

`sheet` says what sheets are and `filled` what came back in them, for whatever kind of document; the rest is about sales
scripts. `bot.spreadsheets` turns sheets into XLSX and XLSX into filled sheets.
"""
