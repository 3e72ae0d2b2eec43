"""The screen of sign-offs: what is signed, what is open, who has signed, and signing."""
