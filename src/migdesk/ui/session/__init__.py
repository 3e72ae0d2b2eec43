"""What all screens of one window share: its session, and how a person left it."""
