"""People: those at this computer's keyboard, and those of each practice's migration."""
