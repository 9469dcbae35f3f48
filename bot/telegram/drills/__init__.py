"""The morning drill in a Telegram group: its board and buttons there, its sheets in private chats, its clock."""
