"""migdesk: the GP clinical system migration guide beside a per-practice checklist."""

__version__ = "0.2.0"
