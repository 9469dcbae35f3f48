"""XLSX for trainers, whatever stands in it: describe sheets, write them, read them back with faults by sheet and cell.

    from bot.spreadsheets import Book, Column, Layout, Sheet, read_book, written

    COLUMNS = (Column("题型", 10, choices=("单选", "判断")), Column("题干", 60), Column("分值", 8, number=True))
    ITEMS = Layout("题目", COLUMNS)
    data = written(Book("题库", (Sheet(ITEMS, (("单选", "2M 多少钱？", 2),)),), notes=("一行一道题。",)))

    book = read_book(data, (ITEMS,))        # raises NotABookError, whose str() is Chinese, for what is no workbook
    for row in book.rows("题目"):
        row["题干"]                          # always text, "" when empty; numbers as "2" or "8.5"
        row.fault("题干", "没有写内容。", "写上题目。")     # str(): 「题目」表 B7：没有写内容。写上题目。
    book.faults                             # unknown choice, no number, missing column, formula, date …: all at once

`written` gives bold frozen headers, widths, wrapped text, drop-down lists, a sheet 「说明」 and `Book.kept` in a sheet
nobody sees (`keeping` changes it in a file that somebody has edited); a text never becomes a formula. `read_book` bears
what Excel does to people's files: columns in another order, more sheets or columns than asked for, empty rows, blanks,
full-width digits, numbers or times where text was meant, merged cells, formulas with their last value. It refuses .xls,
CSV, zip bombs and broken files with a sentence.
"""

from bot.spreadsheets.opening import NotABookError
from bot.spreadsheets.reading import read_book
from bot.spreadsheets.writing import keeping, written
from scripts.spreadsheet.filled import Address, Fault, FilledBook, FilledSheet, Row
from scripts.spreadsheet.sheet import Book, Cell, Column, Layout, Sheet

__all__ = [
    "Address",
    "Book",
    "Cell",
    "Column",
    "Fault",
    "FilledBook",
    "FilledSheet",
    "Layout",
    "NotABookError",
    "Row",
    "Sheet",
    "keeping",
    "read_book",
    "written",
]
