"""Use cases, one a file: load, let the core decide, save. Terminal and Telegram call the same ones.

Each takes an open unit of work, so that whoever calls decides what commits together with it.
"""
