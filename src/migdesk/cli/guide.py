"""`migdesk guide`: check a guide's files, or write it as web pages."""

from __future__ import annotations

import argparse
from pathlib import Path

from migdesk.base.assets import content_folder
from migdesk.base.paths import whole_path
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import guide_folder_of, unpacked
from migdesk.cli.output import one_line, print_json
from migdesk.guide.export import export_guide
from migdesk.guide.guide import open_guide
from migdesk.workspace.guide_faults import guide_faults


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions on a guide."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    check = actions.add_parser("check", help="name every fault with its file and line", parents=[general])
    check.add_argument("folder", metavar="DIR", nargs="?", help="the guide's folder or ZIP file; else that of --guide")
    check.add_argument("--json", action="store_true", help="for scripts")
    check.set_defaults(run=_check)
    export = actions.add_parser("export", help="write the guide as web pages", parents=[general])
    export.add_argument("folder", metavar="DIR", nargs="?", help="the guide's folder or ZIP file; else that of --guide")
    export.add_argument("--output", metavar="FOLDER", required=True, help="where to write the pages")
    export.set_defaults(run=_export)


def _folder(options: argparse.Namespace) -> Path:
    if options.folder:
        return unpacked(whole_path(options.folder), options)
    return unpacked(guide_folder_of(options) or content_folder(), options)


def _check(options: argparse.Namespace) -> int:
    faults = guide_faults(_folder(options))
    if options.json:
        print_json(faults)
    else:
        for fault in faults:
            remark = "remark: " if fault.severity == "remark" else ""
            print(one_line(f"{fault.file}:{fault.line}: {fault.kind}: {remark}{fault.message}"))
        count = sum(fault.severity == "fault" for fault in faults)
        print(f"{count} fault{'' if count == 1 else 's'} found." if count else "No faults found.")
    return 1 if any(fault.severity == "fault" for fault in faults) else 0


def _export(options: argparse.Namespace) -> int:
    for path in export_guide(open_guide(_folder(options), None), whole_path(options.output)):
        print(path)
    return 0
