"""A practice's registers: rows as they stand, changes to them, and what they still hold open."""
