"""Sign-offs: the turns of a migration that people sign by name, defined in `_data/migdesk/sign_offs.yml`."""
