"""All actions of the user, in one table for the keymap, the command palette, the key bar and the help."""

from typing import NamedTuple


class Action(NamedTuple):
    """An action of the user.

    Attributes:
        id: Its name in the config, and in the method ``do_…`` that does it.
        label: One or two words for the key bar.
        help: A description.
        letters: Its letter keys; the jamo on the same keys work too.
        others: Its other keys, which work with any input method.
        group: The heading in the help.
        bar: Its rank in the key bar, 0 for none.
    """

    id: str
    label: str
    help: str
    letters: str
    others: str
    group: str
    bar: int = 0

    @property
    def keys(self) -> list[str]:
        """The default keys."""
        return [*self.letters.split(), *self.others.split()]


ACTIONS = (
    Action("down", "Down", "The next line", "j", "down", "Move"),
    Action("up", "Up", "The previous line", "k", "up", "Move"),
    Action("page_down", "Page down", "One page down", "", "pagedown", "Move"),
    Action("page_up", "Page up", "One page up", "", "pageup", "Move"),
    Action("first", "First", "The first line", "", "home", "Move"),
    Action("last", "Last", "The last line", "G", "end", "Move"),
    Action("next_open", "Next", "The next open finding", "n", "f8", "Move", 8),
    Action("previous_open", "Previous", "The previous open finding", "p", "f7", "Move"),
    Action("next_segment", "Next segment", "The next segment with findings", "l", "right_parenthesis", "Move"),
    Action("previous_segment", "Segment before", "The previous segment with findings", "b", "left_parenthesis", "Move"),
    Action("next_file", "Next file", "The next file with findings", "", "right_curly_bracket", "Move"),
    Action("previous_file", "File before", "The previous file with findings", "", "left_curly_bracket", "Move"),
    Action("goto", "Go to", "Go to a segment: its line, file:line or unit", "", "ctrl+g", "Move"),
    Action("new", "New", "The new findings that an edit caused", "f", "apostrophe", "Move"),
    Action("scroll_down", "Scroll", "Scroll the card down", "J", "shift+down right", "Move"),
    Action("scroll_up", "Scroll up", "Scroll the card up", "K", "shift+up left", "Move"),
    Action("apply", "Apply", "Apply the shown fix, when its whole result has been seen", "a", "f2", "Decide", 1),
    Action("edit", "Edit", "Edit the translation, checked live", "e", "f4", "Decide", 2),
    Action("editor", "$EDITOR", "Edit the translation in $EDITOR", "E", "ctrl+e", "Decide"),
    Action("dismiss", "Dismiss", "Not a mistake (false positive)", "x", "f3", "Decide", 3),
    Action("intended", "Intended", "Different on purpose", "i", "exclamation_mark", "Decide", 5),
    Action("confirm", "Confirm", "A mistake, to be corrected elsewhere", "c", "equals_sign", "Decide", 6),
    Action("dismiss_widely", "Scope…",
           "Dismiss with a reason: text, document, term or rule", "d", "comma", "Decide", 7),
    Action("intend_widely", "Meant…", "Intended with a reason: text, document, term or rule", "I", "at", "Decide"),
    Action("confirm_widely", "Wrong…",
           "Confirmed with a reason: text, document, term or rule", "W", "underscore", "Decide"),
    Action("variant", "Wording", "Words of the translation into the glossary, after a preview",
           "v", "f6", "Decide", 9),
    Action("skip", "Skip", "Leave it for later", "s", "minus", "Decide", 10),
    Action("comment", "Comment", "Write a comment on it", "m", "semicolon", "Decide"),
    Action("reopen", "Reopen", "Remove the decision on it", "z", "delete", "Decide"),
    Action("apply_segment", "Apply all", "All fixes of the segment, when their result has been seen",
           "A", "ampersand", "Segment", 4),
    Action("dismiss_segment", "Dismiss all", "All open findings of the segment are no mistakes",
           "X", "number_sign", "Segment"),
    Action("confirm_segment", "Confirm all", "All open findings of the segment are mistakes",
           "C", "percent_sign", "Segment"),
    Action("copy", "Copy", "Copy source, translation or finding to the clipboard",
           "y", "quotation_mark", "Segment"),
    Action("mark", "Mark", "Mark it for an action on many", "", "space", "Many"),
    Action("mark_alike", "Mark alike", "Mark all with same rule, term, wording", "V", "asterisk", "Many"),
    Action("apply_all", "Apply alike",
           "Fix all marked or similar; preview first", "F", "dollar_sign", "Many"),
    Action("dismiss_all", "Dismiss alike",
           "Dismiss marked or similar; preview first", "D", "circumflex_accent", "Many"),
    Action("undo", "Undo",
           "Undo the last step, without limit, also of earlier sessions", "u", "ctrl+z less_than_sign", "Undo", 11),
    Action("redo", "Redo", "Redo the step that was undone last", "r", "ctrl+y greater_than_sign", "Undo"),
    Action("filter", "Filter",
           "Filter: sev:E rule:*-term term:… file:… status:open -word ㄱㅈㅅ", "", "slash f9", "Look", 12),
    Action("neutral", "Neutral", "Show or hide neutral findings", "N", "0", "Look", 15),
    Action("hide", "Hide done", "Hide or show decided findings", "h", "full_stop", "Look"),
    Action("group", "Group", "By position, term, file or rule", "g", "backslash", "Look"),
    Action("sort", "Sort", "By position or severity", "S", "vertical_line", "Look"),
    Action("elsewhere", "Elsewhere", "Other occurrences of the term and their renderings", "o", "enter", "Look", 16),
    Action("lookup", "Look up", "Look words up in files, glossaries and references", "L", "ctrl+l", "Look", 18),
    Action("left", "‹ Screen", "The previous screen", "", "left_square_bracket", "Screens"),
    Action("right", "Screen ›",
           "The next screen: Review, Terms, Files, Ignored, Stats, Help", "", "right_square_bracket tab", "Screens"),
    Action("theme", "Light/dark", "Light or dark colours", "t", "grave_accent", "Screens"),
    Action("save", "Write", "Write translations and decisions to their files", "w", "ctrl+s", "Files", 13),
    Action("reload", "Recheck", "Read the files again and check everything", "R", "f5", "Files"),
    Action("help", "Help", "All keys", "", "question_mark f1", "Screens", 14),
    Action("palette", "Commands", "Find a command by its name", "", "colon f10", "Screens"),
    Action("back", "Back", "Leave a form, a filter or a screen", "", "escape", "Screens"),
    Action("quit", "Quit", "Leave; unwritten changes can stay in the journal", "q", "ctrl+q ctrl+c", "Files", 17),
)  # fmt: skip
BY_ID = {action.id: action for action in ACTIONS}
