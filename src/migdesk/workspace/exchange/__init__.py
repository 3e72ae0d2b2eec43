"""One practice on several computers: packages sent and taken in, conflicts shown and settled."""
