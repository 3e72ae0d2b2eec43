"""`python -m migdesk` is the same as `migdesk`."""

from migdesk.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
