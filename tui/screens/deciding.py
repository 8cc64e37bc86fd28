"""Actions on findings, one or many: decisions, fixes, edits, glossary terms."""

import time
import unicodedata
from collections.abc import Callable, Sequence

from textual.geometry import Region

from checker.judging.decisions import Scope, Verdict, is_date
from checker.judging.gate import counted
from checker.model import FixKind, Span, Target, TermStatus
from tui.drawing import draw
from tui.drawing.card import Card, around
from tui.drawing.paint import Line, shown
from tui.screens.board import Board
from tui.screens.concordance import LookUp, Taken
from tui.screens.dialogs import Ask, Choose, Confirm
from tui.screens.form import Edit, Start
from tui.screens.host import Host
from tui.screens.words import Words
from tui.state.making import begun
from tui.state.model import Model
from tui.state.offers import Offer, all_fixed, best_fix, offers
from tui.state.session import Session
from tui.state.spelling import Spelling
from tui.state.status import FindingStatus
from tui.state.view import LETTERS, View
from tui.work.messages import Effect, Rechecked

_SOUGHT = 40  # characters that are looked up without being typed
GUARD = 0.08  # seconds after a decision in which a repeated key is ignored
_PREVIEW = 40  # most changes in a preview
REASONS = ("not this term", "a quotation or a title", "agreed with the client", "another rendering is fine here")
_SCOPES = {  # for a finding with a concept, and without
    Scope.SEGMENT: ("this text only", "this text only"),
    Scope.DOCUMENT: ("this term in this document", "this rule in this document"),
    Scope.TERM: ("this term everywhere", ""),
    Scope.RULE: ("this rule everywhere", "this rule everywhere"),
}
_UNTIL = "u"


NO_CARD = Card([], {}, range(0), range(0), range(0))


class Deciding(Board):
    """A screen with the card of a chosen segment and finding.

    Attributes:
        card: The card as it was drawn last.
        offer: The number of the chosen offer, from 0.
    """

    _spelling: tuple[Model, Spelling] | None = None  # of the present results

    def __init__(self, review: Host) -> None:
        super().__init__(review)
        self.card = NO_CARD
        self.offer = 0

    @property
    def view(self) -> View:
        """The list of findings."""
        return self.review.view

    @property
    def session(self) -> Session:
        """The state."""
        return self.review.session

    def refresh_all(self) -> None:
        """Draw everything that a step may have changed."""
        raise NotImplementedError

    def was_read(self, lines: range) -> bool:
        """Whether all these lines of the card have been on the screen; if not, the next ones are shown now."""
        raise NotImplementedError

    def form_place(self) -> Region:
        """The part of the screen for the form."""
        raise NotImplementedError

    # Decisions.

    def _chosen(self) -> int | None:
        """The chosen finding; None if there is none, or it was not on the screen yet, as when a held key repeats."""
        if time.monotonic() - self.review.advanced < self.review.guard:
            return None
        lines = self.card.chosen
        return self.view.item if self.was_read(range(lines.start, min(lines.start + 1, lines.stop))) else None

    def _segment(self) -> int | None:
        """The chosen segment; without one, this is said."""
        if self.view.segment is None:
            self.review.say(f"nothing is chosen: {self.review.keymap.shown('down')} chooses the first", "alert")
        return self.view.segment

    def _advance(self, said: str, done: Sequence[int] = ()) -> None:
        """Choose the next open finding; not one of those that are done, even if that is not checked yet."""
        self.review.advanced = time.monotonic()
        self.review.say(said)
        if not self.view.next_open(but=done):
            self.review.say(f"{said}; nothing else is open here", "good")
        self.refresh_all()

    def _decide(self, verdict: Verdict, scope: Scope = Scope.SEGMENT, reason: str = "") -> None:
        item = self._chosen()
        if item is not None:
            self.session.decide([item], verdict, scope, reason)
            self._advance(f"{verdict}: {self._wording(item)}")

    def _wording(self, item: int) -> str:
        finding = self.session.model.finding(item)
        return shown(finding.found or (finding.expected[0] if finding.expected else finding.rule))

    def do_apply(self) -> None:
        """Apply the shown fix, if all that it makes has been on the screen."""
        item = self._chosen()
        if item is None:
            return
        segment = self.session.model.segments[item]
        if segment in self.session.conflicts:
            self.review.say("1 keeps our text, 2 takes that of the file", "alert")
            return
        offered = offers(self.session, item)
        offer = offered[min(self.offer, len(offered) - 1)] if offered else None
        key = self.review.keymap.shown
        if self.session.status(item) is FindingStatus.FIXED:
            self._advance("this was fixed already")
        elif offer is None:
            self.review.say(f"there is no fix: {key('edit')} edits the translation", "alert")
        elif offer.kind is FixKind.INSERT:
            self.review.say(f"this is put in by hand: {self.offer + 1} opens the form with it", "alert")
        elif self.was_read(self.card.result):
            self.session.edit({segment: offer.text}, f"fix: {shown(offer.replacement)[:60]}", [item])
            self._advance(f"applied: {shown(offer.replacement)}", self._at(offer.span))

    def do_pick(self, number: int) -> None:
        """Show the offer with this number, from 1; a shown fix is applied, an insertion opens the form.

        In a conflict, choose our text (1) or the file's (2).
        """
        item = self._chosen()
        if item is None:
            return
        segment = self.session.model.segments[item]
        conflict = self.session.conflicts.get(segment)
        if conflict:
            if number <= 2:
                self.session.edit({segment: (conflict.mine, conflict.theirs)[number - 1]}, "conflict resolved", [item])
                self._advance("conflict resolved")
            return
        offered = offers(self.session, item)
        if number > len(offered):
            self.review.say(f"there is no offer {number}")
        elif offered[number - 1].kind is FixKind.INSERT:
            offer = offered[number - 1]
            self._open_form(item, Start(offer.span, offer.replacement))
        elif number - 1 == self.offer:
            self.do_apply()
        else:
            self.offer = number - 1
            self.refresh_all()

    def _at(self, span: Span) -> list[int]:
        """The findings of the segment on words in a span of the target, which a change there settles too."""
        return [
            item
            for item in self.view.in_segment()
            if any(each.start < span.end and span.start < each.end for each in self.session.model.finding(item).target)
        ]

    # The whole segment.

    def _in_segment(self) -> list[int]:
        """The findings of the segment that are listed and open, if all of them have been on the screen."""
        if self._chosen() is None:
            return []
        lines = [line for line, item in self.card.items.items() if self.card.items.get(line - 1) != item]
        for line in lines:  # the first line of each finding
            if not self.was_read(range(line, line + 1)):
                return []
        return [item for item in self.view.in_segment() if self.session.status(item).waiting]

    def do_apply_segment(self) -> None:
        """Apply the best fixes of all findings of the segment, if what they make has been on the screen."""
        items = self._in_segment()
        fixable = [item for item in items if best_fix(self.session, item)]
        if items and len(fixable) < 2:
            self.do_apply()
        elif fixable and self.was_read(self.card.together):
            self.session.edit(all_fixed(self.session, fixable), f"{len(fixable)} fixes", fixable)
            self._advance(f"{len(fixable)} applied; {self.review.keymap.shown('undo')} undoes them together", fixable)

    def do_dismiss_segment(self) -> None:
        """Dismiss all open findings of the segment."""
        self._decide_segment(Verdict.FALSE_POSITIVE)

    def do_confirm_segment(self) -> None:
        """Confirm all open findings of the segment."""
        self._decide_segment(Verdict.CONFIRMED)

    def _decide_segment(self, verdict: Verdict) -> None:
        items = self._in_segment()
        if items:
            self.session.decide(items, verdict)
            self._advance(f"{verdict}: {counted(len(items), 'finding')} of the segment")

    def do_copy(self) -> None:
        """Copy the source, the translation or the finding to the clipboard."""
        number = self._segment()
        if number is None:
            return
        segment = self.session.segment(number)
        texts = {"source": segment.source, "translation": segment.target}
        if self.view.item is not None:
            finding = self.session.finding(self.view.item)
            place = draw.place_of(segment, number)
            texts["finding"] = f"{place}: {finding.message} [{finding.rule}]\n{segment.source}\n{segment.target}"

        def chosen(what: str | None) -> None:
            if what:
                self.app.copy_to_clipboard(texts[what].encode("utf-8", "replace").decode("utf-8"))
                self.review.say(f"copied: the {what}", "good")

        self.ask(Choose("Copy", [(what, f"the {what}") for what in texts]), chosen)

    def do_dismiss(self) -> None:
        """Dismiss the finding as a false positive."""
        self._decide(Verdict.FALSE_POSITIVE)

    def do_intended(self) -> None:
        """Dismiss the finding as intended."""
        self._decide(Verdict.INTENDED)

    def do_confirm(self) -> None:
        """Confirm the finding."""
        self._decide(Verdict.CONFIRMED)

    def do_skip(self) -> None:
        """Skip the finding."""
        item = self._chosen()
        if item is not None:
            self.session.skip([item])
            self._advance("skipped")

    def do_reopen(self) -> None:
        """Remove the decision on the finding."""
        item = self.view.item
        if item is not None:
            if self.session.open_again([item]) is None:
                self.review.say(f"there is no decision to remove; {self.review.keymap.shown('undo')} undoes a step")
            self.refresh_all()

    def do_dismiss_widely(self) -> None:
        """Dismiss as a false positive, with scope and reason."""
        self._ask_scope(Verdict.FALSE_POSITIVE)

    def do_intend_widely(self) -> None:
        """Dismiss as intended, with scope and reason."""
        self._ask_scope(Verdict.INTENDED)

    def do_confirm_widely(self) -> None:
        """Confirm, with scope and reason."""
        self._ask_scope(Verdict.CONFIRMED)

    def _ask_scope(self, verdict: Verdict) -> None:
        item = self.view.item
        if item is None:
            return
        about_term = bool(self.session.model.concept(item))
        scopes = [scope for scope in Scope if about_term or scope is not Scope.TERM]
        choices = [(s.value, f"{_SCOPES[s][not about_term]} ({self._covered(item, s):,})") for s in scopes]

        def scoped(scope: str | None) -> None:
            if scope:
                self._ask_reason(lambda *why: self._said([item], verdict, Scope(scope), *why))

        self.ask(Choose(f"{verdict.value.capitalize()}: for which findings?", choices), scoped)

    def _covered(self, item: int, scope: Scope) -> int:
        model = self.session.model
        if scope is Scope.SEGMENT:
            return len(model.by_fingerprint.get(model.fingerprints[item]))
        same = [i for i, rule in enumerate(model.rules) if rule == model.rules[item]]
        if scope is not Scope.RULE:
            same = [i for i in same if model.concepts[i] == model.concepts[item]]
        if scope is Scope.DOCUMENT:
            same = [i for i in same if model.place(i) == model.place(item)]
        return len(same)

    def _ask_reason(self, then: Callable[[str, str], None], until: str = "") -> None:
        """Ask for a reason, and call ``then`` with it and the last day on which the decision is valid."""
        said = [entry.decision for entry in self.session.judgements.held.entries]
        recent = [each.reason for each in said if each.reason and each.reason not in REASONS]
        reasons = list(dict.fromkeys([*recent[-3:], *REASONS]))

        def typed_in(reason: str | None) -> None:
            if reason and reason.strip():
                then(reason.strip(), until)

        def dated(day: str | None) -> None:
            if day is None or is_date(day.strip()) or not day.strip():
                self._ask_reason(then, (day or "").strip())
            else:
                self.review.say(f"“{day.strip()}” is not a date: write it as 2026-03-31", "alert")

        def chosen(reason: str | None) -> None:
            if reason == "":
                self.ask(Ask("Why?"), typed_in)
            elif reason == _UNTIL:
                self.ask(Ask("Last day on which it is valid, like 2026-03-31", until), dated)
            elif reason:
                then(reason, until)

        title = f"Why? (until {until})" if until else "Why?"
        choices = [(r, r) for r in reasons]
        self.ask(Choose(title, choices, typing="another reason", others={_UNTIL: "set the last day"}), chosen)

    def _said(self, items: Sequence[int], verdict: Verdict, scope: Scope, reason: str, until: str) -> None:
        self.session.decide(items, verdict, scope, reason, until)
        self.view.marked.clear()
        self._advance(f"{verdict} ({scope}): {reason}")

    def do_comment(self) -> None:
        """Write a comment on the finding."""
        item = self.view.item
        if item is None:
            return

        def said(text: str | None) -> None:
            if text is not None:
                self.session.comment(item, text.strip())
                self.refresh_all()

        self.ask(Ask("Comment", self.session.comment_of(item)), said)

    # Editing.

    def do_edit(self) -> None:
        """Edit the translation in the form."""
        item = self.view.item
        if item is None:
            self._open_form(None, None)
            return
        places = [*self.session.finding(item).target[:1], *(offer.span for offer in offers(self.session, item)[:1])]
        self._open_form(item, Start(places[0]) if places else None)

    def _open_form(self, item: int | None, start: Start | None) -> None:
        """Open the form for the chosen segment."""
        number = self._segment()
        if number is None:
            return
        segment = self.session.segment(number)
        draft = self.review.drafts.get(number, "")
        dialog = Edit(
            f"Edit {draw.place_of(segment, number)}",
            begun(segment, self.session.marks(number)),
            draft,
            lambda room, height: around(self.session, self.view, number, room, height),
            self._renderings(),
            lambda target: self.review.preview(number, target),
            self.form_place,
            self._look_up_for_form,
            None if draft and start and not start.rendering else start,
        )

        def kept(target: Target | None) -> None:
            self.review.drafts[number] = dialog.text
            if target is not None:
                self._edited(item, number, target)
                self.review.drafts.pop(number, None)  # it is kept if the file cannot hold it

        self.ask(dialog, kept)

    # Looking up.

    def do_lookup(self) -> None:
        """Look words up; then go to a segment, or insert words into the translation."""

        def chosen(answer: Taken | None) -> None:
            if isinstance(answer, int):
                self.review.go_to_segment(answer, "")
            elif answer:
                self._open_form(self.view.item, Start(self._gap(), answer))

        self.ask(LookUp(self.review.lookup, self._sought()), chosen)

    def _look_up_for_form(self, text: str, then: Callable[[str], None]) -> None:
        """Look words up for the form, and call ``then`` with those to insert."""

        def chosen(answer: Taken | None) -> None:
            if isinstance(answer, str):
                then(answer)

        self.ask(LookUp(self.review.lookup, text or self._sought(), going=False), chosen)

    def _sought(self) -> str:
        """What the chosen finding is about in the source, "" if that is not known."""
        if self.view.item is None:
            return ""
        finding = self.session.finding(self.view.item)
        source = self.session.segment(finding.segment).source
        sought = finding.source[0].of(source) if finding.source else ""
        return sought if len(sought) <= _SOUGHT else ""

    def _gap(self) -> Span:
        """Where words would go: in place of what the finding is about, else where it would have a rendering."""
        item, number = self.view.item, self.view.segment
        end = len(self.session.segment(number).target) if number is not None else 0
        if item is None:
            return Span(end, end)
        spans = [*self.session.finding(item).target, *(offer.span for offer in offers(self.session, item))]
        return spans[0] if spans else Span(end, end)

    def _renderings(self) -> list[str]:
        """What can be inserted: the offers for the chosen finding, then those for the others of the segment."""
        items = sorted(self.view.in_segment(), key=lambda item: item != self.view.item)
        found = [
            text
            for item in items
            for text in (*(o.replacement for o in offers(self.session, item)), *self.session.finding(item).expected)
        ]
        return list(dict.fromkeys(text for text in found if text))

    def _edited(self, item: int | None, number: int, target: Target) -> None:
        if self.session.edit({number: target}, "edit", [] if item is None else [item]):
            self._advance("edited")
        else:
            self.review.say("nothing has changed")

    def do_editor(self) -> None:
        """Edit the translation in $EDITOR."""
        number = self.view.segment
        if number is not None:
            making = begun(self.session.segment(number), self.session.marks(number), plain=True)
            changed = self.review.in_editor(unicodedata.normalize("NFC", making.text))
            if changed is not None and (wrong := making.faults(changed)):
                form = begun(self.session.segment(number), self.session.marks(number))
                self.review.drafts[number] = form.marks.shown(making.target(changed), *form.signs)
                self.review.say(f"{'; '.join(wrong)}: {self.review.keymap.shown('edit')} edits it further", "alert")
            elif changed is not None:
                self._edited(self.view.item, number, making.target(changed))

    def previewed(self, answer: Rechecked) -> list[Line]:
        """The findings of a text that is being edited, as lines, and words that no dictionary knows."""
        found: list[Line] = [
            [(f"{LETTERS[finding.severity]} ", "error"), (shown(finding.message), "text")]
            for finding in answer.findings
        ]
        return [*(found or [[("✓ no finding in this segment", "good")]]), *self._spelled(answer)]

    def _spelled(self, answer: Rechecked) -> list[Line]:
        """A line with the words of a changed target that no dictionary knows, if there are such words."""
        model, text = self.session.model, answer.target.text
        segment = model.segment(answer.segment)
        if text == segment.target:
            return []
        if self._spelling is None or self._spelling[0] is not model:
            self._spelling = model, Spelling(model.glossary)
        words = self._spelling[1].doubted(text, segment.source, model.languages(answer.segment)[1])
        return [[(f"not in the dictionary: {shown(', '.join(words))}", "dim")]] if words else []

    def do_variant(self) -> None:
        """Choose words of the translation that become a wording in the glossary."""
        item = self.view.item
        if item is None:
            return
        finding = self.session.finding(item)
        key = self.session.model.key(item)
        concept = self.session.model.glossary.get(key)
        target = self.session.segment(finding.segment).target
        if concept is None or not target.strip():
            self.review.say("only a finding on a term has a wording for the glossary", "alert")
            return
        offered: list[Offer] = [] if finding.target else offers(self.session, item)
        guess = offered[0].span if offered else Span(0, 0)

        def chosen(answer: tuple[str, TermStatus] | None) -> None:
            if answer:
                self.review.ask_effect(key, *answer)

        self.ask(Words(concept, target, finding.target[0] if finding.target else guess), chosen)

    def effect(self, effect: Effect) -> None:
        """Show the effect of a new term, and add it if the user agrees."""
        lines: list[Line] = [
            [
                (shown(self.session.model.term(effect.concept)), "strong"),
                (f" = {shown(effect.text)}", "right"),
                (f"  {effect.status}", "text"),
            ],
            [(f"resolves {len(effect.resolved):,} findings, creates {len(effect.created):,}", "strong")],
            *([("  + ", "added"), (shown(finding.message), "text")] for finding in effect.created[:_PREVIEW]),
        ]

        def answered(yes: bool | None) -> None:  # noqa: FBT001  # a dialog's answer
            if yes:
                self.review.add_wording(effect)

        self.ask(Confirm("Effect on the findings", lines, "add it"), answered)

    # Actions on many findings.

    def do_mark(self) -> None:
        """Mark or unmark the finding."""
        item = self.view.item
        if item is not None:
            self.view.marked ^= {item}
            self.view.move(1)
            self.refresh_all()

    def do_mark_alike(self) -> None:
        """Mark all similar findings."""
        item = self.view.item
        if item is not None:
            self.view.marked.clear()
            self.view.marked.update(self.view.alike(item))
            self.refresh_all()

    def do_apply_all(self) -> None:
        """Apply the best fix to all marked or similar findings, after a preview."""
        item = self.view.item
        if item is None:
            return
        items = [i for i in self.view.alike(item) if best_fix(self.session, i)]
        texts = all_fixed(self.session, items)
        lines = [
            [
                (f"{draw.place_of(self.session.model.segment(n), n)} ", "dim"),
                *draw.diff(self.session.segment(n).target, text),
            ]
            for n, text in list(texts.items())[:_PREVIEW]
        ]

        def answered(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self.session.edit(texts, f"{len(items)} fixes", items)
                self.view.marked.clear()
                self._advance(f"{len(items)} applied; {self.review.keymap.shown('undo')} undoes them together", items)

        fixes = f"{len(items):,} fix" if len(items) == 1 else f"{len(items):,} fixes"
        title = f"Apply {fixes} in {counted(len(texts), 'segment')}?"
        self.ask(Confirm(title, lines, "apply"), answered)

    def do_dismiss_all(self) -> None:
        """Dismiss all marked or similar findings, after a preview."""
        item = self.view.item
        if item is None:
            return
        items = self.view.alike(item)
        lines: list[Line] = [
            [(f"{draw.place_of(self.session.model.segment(f.segment), f.segment)} ", "dim"), (shown(f.message), "text")]
            for f in map(self.session.model.finding, items[:_PREVIEW])
        ]

        def answered(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self._ask_reason(lambda *why: self._said(items, Verdict.FALSE_POSITIVE, Scope.SEGMENT, *why))

        self.ask(Confirm(f"Dismiss {counted(len(items), 'finding')}?", lines, "dismiss"), answered)
