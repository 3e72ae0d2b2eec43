"""The “Information governance” tab: each reference, its exact words, and who has acknowledged it."""
