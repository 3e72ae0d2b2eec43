"""The bundle's way in: what `python -m migdesk` is for a program without Python."""

from migdesk.cli.main import main

raise SystemExit(main())
