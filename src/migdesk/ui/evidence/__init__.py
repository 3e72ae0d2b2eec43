"""What is attached to a task, a row or a sign-off: to open, to attach, to take off."""
