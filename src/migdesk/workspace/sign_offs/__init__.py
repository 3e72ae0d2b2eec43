"""Sign-offs of practices: what is signed, with the figures as they stand; who has signed; and signing."""
