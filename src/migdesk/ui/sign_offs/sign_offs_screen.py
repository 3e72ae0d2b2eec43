"""The sign-offs of the practice in hand: their list, one of them with its words, and who has signed it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from migdesk.base.errors import UserError
from migdesk.practice.event import Actor
from migdesk.report.words import FINGERPRINT_WORTH
from migdesk.ui.dialogs.ask_until_saved import ask_until_saved
from migdesk.ui.dialogs.question import ask
from migdesk.ui.look.words import counted
from migdesk.ui.registers.fields.field import FieldContext
from migdesk.ui.session.services import Services
from migdesk.ui.sign_offs.grouped_list import GroupedList
from migdesk.ui.sign_offs.sign_off_list import entries_of
from migdesk.ui.sign_offs.sign_off_page import SignOffPage
from migdesk.ui.sign_offs.sign_off_words import figures_of, signers_in_words
from migdesk.ui.sign_offs.signed_side import SignedSide
from migdesk.ui.sign_offs.signer_form import SignerForm
from migdesk.ui.widgets.announce import announce
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.focus_order import put_in_order
from migdesk.workspace.changes import Changes
from migdesk.workspace.people.speaker import speaking_for
from migdesk.workspace.sign_offs.view import SignOffView

_LIST_CHARACTERS, _SIDE_CHARACTERS = 37, 50
_SIDE_BESIDE, _LIST_BESIDE = 200, 165
"""How wide the screen must be, in characters, for both to stand beside the page."""


class SignOffsScreen(FocusHolder):
    """Reads the sign-offs when it is shown, and follows changes while it is in sight."""

    leave_requested = Signal()
    link_requested = Signal(str)
    task_opened = Signal(str, str)
    history_requested = Signal(str)
    register_requested = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._services = services
        self._session = services.session
        self._view: SignOffView | None = None
        self._stale = True
        definitions = self._session.workspace.definitions
        self.list = GroupedList("Sign-offs", services.theme)
        self.box = CalmComboBox()
        self.box.setAccessibleName("Sign-offs")
        self.form = SignerForm(definitions)
        self.page = SignOffPage(services.theme, self.form)
        self.side = SignedSide(self._session, services.theme)
        self._back = quiet_button("‹ Back")
        self._lay_out()
        self._join()

    # what the window may ask

    def first_field(self) -> QWidget:
        return self.form.first_field()

    def show_sign_off(self, sign_off: str = "") -> None:
        """Show a sign-off, by default the one that was shown last, else the first that is open."""
        known = self._session.workspace.definitions.sign_off_by_id
        wanted = sign_off if sign_off in known else self.sign_off_id or self._first_open()
        if wanted and (self._view is None or wanted != self.sign_off_id or self._stale):
            self._show(wanted)

    @property
    def sign_off_id(self) -> str:
        """The sign-off that is shown; empty before the first."""
        return self._view.sign_off.id if self._view else ""

    def has_unsaved_text(self) -> bool:
        """Tell whether something was typed that is not signed yet."""
        return self.isVisible() and self.page.has_unsaved_text()

    # following

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self._view is not None:
            self._refresh()

    def _practice_chosen(self) -> None:
        self.page.forget()
        self._stale, self._view = True, None
        if self.isVisible() and self._session.practice_id:
            self.show_sign_off()

    def _changed(self, changes: Changes) -> None:
        if changes.practice_id != self._session.practice_id and self._session.practice_id not in changes.practices:
            return
        if not self.isVisible():
            self._stale = True
        elif self._view is not None:
            self._refresh()

    def _first_open(self) -> str:
        progress = self._session.progress
        found = progress.sign_offs if progress else ()
        return next((each.id for each in found if each.is_open), found[0].id if found else "")

    def _show(self, sign_off: str) -> None:
        if sign_off != self.sign_off_id:
            self.page.forget()
            self._view = None
        self._read(sign_off)
        self._scroll.verticalScrollBar().setValue(0)

    def _refresh(self) -> None:
        self._read(self.sign_off_id)

    def _read(self, sign_off: str) -> None:
        workspace, practice = self._session.workspace, self._session.practice_id
        found = workspace.sign_offs.overview(practice)
        self.list.entries.show_entries(entries_of(found, workspace.sign_offs.definitions))
        self._fill_box(found)
        view = self._view = workspace.sign_offs.view(practice, sign_off)
        self._stale = False
        self.list.choose(sign_off)
        self.box.setCurrentIndex(self.box.findData(sign_off))
        names = workspace.registers.names(practice)
        context = FieldContext(names, workspace.today, workspace.definitions.milestones)
        self.page.show_view(view, context, self._title_of_link(view.sign_off.link))
        self._show_people()
        missing = signers_in_words(view.progress, workspace.definitions)
        self.form.show_who(f"still to sign: {missing}" if missing else "all have signed")
        history = workspace.history(practice)
        entries = sum(entry.item == sign_off for entry in history)
        self.side.show_sign_off(view.progress, entries, may_withdraw=self._may_write())
        mark = workspace.record_mark(practice)
        self.page.show_fingerprint(
            f"Fingerprint of this record {mark.fingerprint} · {counted(len(history), 'entry', 'entries')}"
            if mark.fingerprint
            else ""
        )
        self._show_words()
        self.page.put_in_order()
        put_in_order((self,))

    def _fill_box(self, found: tuple[Any, ...]) -> None:
        self.box.clear()
        for progress in found:
            self.box.addItem(f"{progress.rule.short_title}, {figures_of(progress)}", progress.id)

    def _show_people(self) -> None:
        workspace, practice = self._session.workspace, self._session.practice
        here = workspace.people.at_keyboard()
        known = workspace.people.known(self._session.practice_id)
        others = [person for person in known if here is None or person.name != here.name]
        people = [*([here] if here else []), *others]
        self.form.show_people(people, here, practice.name if practice else "", self._may_write())

    def _may_write(self) -> bool:
        workspace = self._session.workspace
        return workspace.can_write and workspace.people.at_keyboard() is not None

    def _title_of_link(self, link: str) -> str:
        permalink, _, anchor = link.partition("#")
        guide = self._session.workspace.guide
        if guide.resolve(link, "/").kind != "page":
            return ""
        page = guide.render(permalink)
        return next((section.title for section in page.sections if section.anchor == anchor), page.title)

    def _show_words(self) -> None:
        if self._view is None:
            return
        signer = self.form.signer()
        practice = self._session.practice
        organisation = signer.organisation if signer else ""
        if signer and signer.party == "practice" and practice is not None:
            organisation = organisation or practice.name
        typed: dict[str, Any] = {}
        for name, field in self.page.fields.items():
            typed[name] = self._checked(name, field)
        sign_offs = self._session.workspace.sign_offs
        self.page.show_words(sign_offs.pieces(self._session.practice_id, self.sign_off_id, typed, organisation))

    def _checked(self, name: str, field: Any) -> Any:
        """Return what is typed in a field; None where it cannot be meant, which is said at the field."""
        sign_offs = self._session.workspace.sign_offs
        try:
            value = sign_offs.check_field(self._session.practice_id, self.sign_off_id, name, field.typed())
        except UserError as error:
            field.show_problem(str(error))
            self.form.show_problem(str(error))
            return None
        field.show_problem("")
        return value

    # signing

    def _sign(self) -> None:
        view, signer = self._view, self.form.signer()
        if view is None or signer is None or not self._fields_are_right():
            return
        practice = self._session.practice
        if practice is None:
            return
        try:
            who = speaking_for(signer, practice.name, self._session.workspace.definitions)
        except UserError as error:
            self._say_problem(str(error))
            return
        if not self._take_as_actor(who):
            return
        made = self._session.attempt(
            self._session.workspace.sign_offs.make,
            practice.id,
            view.sign_off.id,
            dict(self.page.typed()),
            self.form.remark.text(),
        )
        if made is None:
            self._session.workspace.people.back()
            self._session.actor_changed.emit()
        else:
            self._signed(view)

    def _take_as_actor(self, who: Actor) -> bool:
        """Have the signature recorded as whoever signs: once, or from now on."""
        from migdesk.ui.people.hand_over import act_once, is_role_meant, switch_to

        here = self._session.workspace.people.at_keyboard()
        if self.form.is_at_keyboard and here is not None and here.party == who.party:
            return True
        if not is_role_meant(self, self._session, who):
            return False
        once = self.form.is_once or self.form.is_at_keyboard
        return act_once(self._session, who) if once else switch_to(self._session, who)

    def _fields_are_right(self) -> bool:
        view = self._view
        for name, field in self.page.fields.items():
            value = self._checked(name, field)
            defined = view.sign_off.field_by_id[name] if view else None
            if value is None and defined is not None and defined.required:
                problem = f"{defined.title} is missing."
                field.show_problem(problem)
                self._say_problem(self.form.problem.text() if self.form.problem.isVisible() else problem)
                field.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        self.form.show_problem("")
        return True

    def _say_problem(self, text: str) -> None:
        self.form.show_problem(text)

    def _signed(self, view: SignOffView) -> None:
        self.page.forget()
        self._read(view.sign_off.id)
        announce(self, f"Signed: {view.sign_off.title}")
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign_on_paper(self) -> None:
        from migdesk.ui.sign_offs.paper_dialog import ask_paper

        view, practice = self._view, self._session.practice
        if view is None or practice is None or not self._fields_are_right():
            return
        make, typed, remark = self._session.workspace.sign_offs.make, dict(self.page.typed()), self.form.remark.text()
        saved = ask_until_saved(
            lambda before: ask_paper(self._session, self, self.form.signer(), before),
            lambda paper: self._session.succeeds(make, practice.id, view.sign_off.id, typed, remark, paper),
        )
        if saved is not None:
            self._signed(view)

    def _withdraw(self, signature: str) -> None:
        from migdesk.ui.dialogs.reason_dialog import ask_reason

        practice = self._session.practice
        entry = practice.signature(signature) if practice else None
        if practice is None or entry is None:
            return
        question = f"Why is the signature of {entry.by.name} withdrawn? It stays in the record with its words."
        withdraw = self._session.workspace.sign_offs.withdraw
        saved = ask_until_saved(
            lambda typed: ask_reason(self, "Withdraw a signature", question, "Withdraw", typed or ""),
            lambda reason: self._session.succeeds(withdraw, practice.id, signature, reason),
        )
        if (
            saved is not None
        ):  # the button that was pressed is gone, and Qt would give the keyboard to the window's first
            announce(self, f"Withdrawn: the signature of {entry.by.name}")
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_somebody_else(self) -> None:
        from migdesk.ui.people.person_dialog import ask_who_is_here

        people = self._session.workspace.people
        if people.at_keyboard() is None:
            ask_who_is_here(self._session, self)
            self._show_people()
            return
        if ask_who_is_here(self._session, self, once=True):
            named = people.acting_once()
            people.back()
            self._session.actor_changed.emit()
            if named is not None:
                self.form.choose(named)

    # joining

    def _lay_out(self) -> None:
        self._left = QFrame()
        self._left.setObjectName("registerSide")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 8, 0, 8)
        left.setSpacing(4)
        back = QHBoxLayout()
        back.setContentsMargins(10, 0, 10, 0)
        back.addWidget(self._back)
        back.addStretch(1)
        left.addLayout(back)
        left.addWidget(self.list, 1)
        self._narrow = QWidget()
        self._narrow.setObjectName("bar")
        self._narrow.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        narrow = QHBoxLayout(self._narrow)
        narrow.setContentsMargins(12, 6, 12, 6)
        self._back_narrow = quiet_button("‹ Back")
        narrow.addWidget(self._back_narrow)
        narrow.addWidget(self.box, 1)
        self._middle = QWidget()
        self._middle.setObjectName("ground")
        self._under = QVBoxLayout(self._middle)
        self._under.setContentsMargins(0, 0, 0, 0)
        self._under.setSpacing(0)
        self._under.addWidget(self.page)
        self._scroll = _scrolled(self._middle)
        self._right = _scrolled(self.side)
        self._right.setObjectName("rowForm")
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._left)
        columns.addWidget(self._scroll, 1)
        columns.addWidget(self._right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._narrow)
        layout.addLayout(columns, 1)

    def _join(self) -> None:
        self._back.clicked.connect(self.leave_requested)
        self._back_narrow.clicked.connect(self.leave_requested)
        self.list.entry_requested.connect(self.show_sign_off)
        self.box.activated.connect(lambda _: self.show_sign_off(str(self.box.currentData() or "")))
        self.page.link_requested.connect(self.link_requested)
        self.page.register_requested.connect(self.register_requested)
        self.page.task_requested.connect(lambda task: self.task_opened.emit(self._session.practice_id, task))
        self.page.sign_off_requested.connect(self.show_sign_off)
        self.page.words_wanted.connect(self._show_words)
        self.page.proof_requested.connect(self._tell_proof)
        self.page.print_requested.connect(self._print)
        self.form.sign_requested.connect(self._sign)
        self.form.paper_requested.connect(self._sign_on_paper)
        self.form.somebody_else_requested.connect(self._ask_somebody_else)
        self.form.organisation_changed.connect(self._show_words)
        self.side.withdraw_requested.connect(self._withdraw)
        self.side.history_requested.connect(lambda: self.history_requested.emit(self.sign_off_id))
        self._session.practice_chosen.connect(self._practice_chosen)
        self._session.changed.connect(self._changed)
        self._session.actor_changed.connect(self._actor_changed)

    def _actor_changed(self) -> None:
        if self.isVisible() and self._view is not None:
            self._show_people()

    def _print(self) -> None:
        """Show the sheet to sign as it will be printed; what is typed stands on it, the rest is left to a pen."""
        from migdesk.report.writers.pdf.forms import print_on
        from migdesk.report.writers.pdf.printable import printable
        from migdesk.ui.printing.preview import new_printer, show_preview
        from migdesk.workspace.reports.sign_off_sheet import sign_off_sheet

        typed = {name: self._checked(name, field) for name, field in self.page.fields.items()}
        workspace, practice = self._session.workspace, self._session.practice_id
        document = self._session.attempt(sign_off_sheet, workspace, practice, self.sign_off_id, typed)
        if document is not None:
            sheets = printable(document)
            show_preview(self, new_printer(), sheets.title, lambda printer: print_on(sheets, printer))

    def _tell_proof(self) -> None:
        ask(
            self,
            "What this proves",
            f"A fingerprint stands for all of this record. {FINGERPRINT_WORTH}",
            "",
            ("Close",),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        character = max(1, self.fontMetrics().averageCharWidth())
        wide = self.width() // character
        self._left.setVisible(wide >= _LIST_BESIDE)
        self._left.setFixedWidth(character * _LIST_CHARACTERS)
        self._narrow.setVisible(wide < _LIST_BESIDE)
        beside = wide >= _SIDE_BESIDE
        self._right.setFixedWidth(character * _SIDE_CHARACTERS)
        if beside and self._right.widget() is None:
            self._under.removeWidget(self.side)
            self._right.setWidget(self.side)
        elif not beside and self._right.widget() is not None:
            self._right.takeWidget()
            self._under.addWidget(self.side)
        self.side.show()
        self._right.setVisible(beside)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
