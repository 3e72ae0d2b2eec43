"""What every layer stands on: errors, ids, the clock, atomic files, assets and paths."""
