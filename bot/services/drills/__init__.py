"""The morning drill of a group as it is kept: opened, moved on by inputs, remembered for the next one."""
