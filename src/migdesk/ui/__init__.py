"""The desktop program: screens and nothing else. Everything they show or do goes through the workspace."""
