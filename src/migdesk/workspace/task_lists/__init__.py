"""Many tasks set by a list: what it says of each is read and checked, and all of it is recorded or nothing."""
