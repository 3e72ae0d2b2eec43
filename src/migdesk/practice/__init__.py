"""One GP practice's record: events, the fold that turns them into state, and the store that keeps them."""
