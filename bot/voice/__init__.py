"""The extra `voice`: a voice note becomes text, offline, and the rep sees the text before it is used."""
