"""Two examples of each command, for its help; a test runs every one of them."""

from __future__ import annotations

from textwrap import fill

EXIT_CODES = "exit codes: 0 done, 1 the answer is no, 2 could not be done"

EXAMPLES: dict[str, tuple[str, ...]] = {
    "practice": (
        'migdesk practice add --name "Elm Tree Surgery" --ods Z99001 --go-live 16/03/2027 --by "Kim Example"',
        'migdesk practice import practices.csv --update go-live --preview --by "Kim Example"',
    ),
    "task": (
        'migdesk task set Z99001 kick-off.agree-dates --status done --by "Kim Example"',
        "migdesk task set --all --from tasks.csv --preview",
    ),
    "week": ("migdesk week", "migdesk week --until 31/03/2027 --json"),
    "plan": (
        "migdesk plan show Z99001",
        'migdesk plan set Z99001 go-live 23/03/2027 --preview --by "Kim Example"',
    ),
    "register": (
        "migdesk register list Z99001",
        "migdesk register export Z99001 contacts --output contacts.csv",
    ),
    "sign-off": ("migdesk sign-off list Z99001", "migdesk sign-off show Z99001 so.order"),
    "acknowledge": (
        'migdesk acknowledge Z99001 gdpr --by "Ann Example" --role "Lead GP"',
        'migdesk acknowledge Z99001 nhs-data-dictionary --by "Ann Example" --role "Lead GP"',
    ),
    "report": (
        "migdesk report status Z99001 --output status.html",
        "migdesk report status --each --output reports",
    ),
    "exchange": (
        "migdesk exchange export Z99001 --output elm-tree.migdesk --no-passphrase",
        "migdesk exchange status",
    ),
    "guide": ("migdesk guide check", "migdesk guide export --output guide"),
    "share": ("migdesk share status", "migdesk share set shared --practice Z99001"),
    "search": ("migdesk search cutover", "migdesk search smartcards --fail --json"),
    "sample": ("migdesk sample", "migdesk sample --practices 3 --seed 7"),
    "tour": ("migdesk tour --output tour", "migdesk tour --output tour --data-dir tour-record"),
    "verify": ("migdesk verify", "migdesk verify --json"),
    "backup": ("migdesk backup now", "migdesk backup list"),
    "self-check": ("migdesk self-check", "migdesk self-check --json"),
}


def epilog_of(command: str, own: str | None) -> str:
    """Return what stands at the end of a command's help: what it says itself, its examples, and its exit codes."""
    if own and "examples:" in own:
        return own
    examples = "\n  ".join(("examples:", *EXAMPLES.get(command, ())))
    said = fill(own, 100) if own else ""
    codes = "" if own and "exit codes" in own.casefold() else EXIT_CODES
    return "\n\n".join(filter(None, (said, examples, codes)))
