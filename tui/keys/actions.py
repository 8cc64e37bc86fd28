"""What a user can do: one table feeds the keys (see ``keymap``), the command palette, the key bar and the help."""

from typing import NamedTuple


class Action(NamedTuple):
    """Something to do.

    Attributes:
        id: Its name in a keymap, and of the method ``action_…`` that does it.
        label: One or two words for the key bar.
        help: What it does.
        letters: Keys on which a letter stands; with each goes the jamo of the same key.
        others: Keys that no input method swallows.
        group: Under which head the help lists it.
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
        """The keys that it has unless the config says otherwise."""
        return [*self.letters.split(), *self.others.split()]


ACTIONS = (
    Action("down", "Down", "The next line", "j", "down", "Move"),
    Action("up", "Up", "The line before", "k", "up", "Move"),
    Action("page_down", "Page down", "A page on", "", "pagedown", "Move"),
    Action("page_up", "Page up", "A page back", "", "pageup", "Move"),
    Action("first", "First", "To the first", "", "home", "Move"),
    Action("last", "Last", "To the last", "G", "end", "Move"),
    Action("next_open", "Next", "The next open finding", "n", "f8", "Move", 9),
    Action("previous_open", "Previous", "The open finding before", "p", "f7", "Move"),
    Action("scroll_down", "Scroll", "Scroll the detail down", "J", "shift+down right", "Move"),
    Action("scroll_up", "Scroll up", "Scroll the detail up", "K", "shift+up left", "Move"),
    Action("apply", "Apply", "Apply the best fix and go on", "a", "f2", "Decide", 1),
    Action("edit", "Edit", "Edit the translation; findings follow while you type", "e", "f4", "Decide", 2),
    Action("editor", "$EDITOR", "Edit the translation in $EDITOR", "E", "ctrl+e", "Decide"),
    Action("dismiss", "Dismiss", "This is no mistake: false positive", "x", "f3", "Decide", 3),
    Action("intended", "Intended", "The departure is meant", "i", "exclamation_mark", "Decide", 4),
    Action("confirm", "Confirm", "It is a mistake, to be mended elsewhere", "c", "equals_sign", "Decide", 5),
    Action("dismiss_widely", "Scope…",
           "Dismiss with a reason: text, document, term or rule", "d", "comma", "Decide", 6),
    Action("intend_widely", "Meant…", "Intended with a reason: text, document, term or rule", "I", "at", "Decide"),
    Action("variant", "Variant", "Add what stands here to the glossary; its effect first", "v", "f6", "Decide", 7),
    Action("skip", "Skip", "Leave it for later", "s", "minus", "Decide", 8),
    Action("comment", "Comment", "Say something about it", "m", "semicolon", "Decide"),
    Action("reopen", "Reopen", "Take the decision on it back", "z", "delete", "Decide"),
    Action("mark", "Mark", "Mark it for what is done to many", "", "space", "Many"),
    Action("mark_alike", "Mark alike", "Mark all of this rule, term and wording", "V", "asterisk", "Many"),
    Action("apply_all", "Apply all",
           "Apply the best fix to the marked or to all alike; shown first", "A", "ampersand", "Many"),
    Action("dismiss_all", "Dismiss all", "Dismiss the marked or all alike; shown first", "X D", "number_sign", "Many"),
    Action("undo", "Undo",
           "Take the last step back, without limit, in earlier sessions too", "u", "ctrl+z less_than_sign", "Undo", 10),
    Action("redo", "Redo", "Do again what was undone", "r", "ctrl+y greater_than_sign", "Undo"),
    Action("filter", "Filter",
           "Show some: sev:E rule:*-term term:… file:… status:open -word ㄱㅈㅅ", "", "slash f9", "Look", 11),
    Action("hide", "Hide done", "Hide what is decided, or show it again", "h", "full_stop", "Look"),
    Action("group", "Group", "By position, term, file or rule", "g", "backslash", "Look"),
    Action("elsewhere", "Elsewhere", "Where else the term occurs, and how it is rendered", "o", "enter", "Look"),
    Action("left", "‹ Screen", "The screen before", "", "left_square_bracket", "Screens"),
    Action("right", "Screen ›",
           "The next screen: Review, Terms, Files, Ignored, Stats, Help", "", "right_square_bracket tab", "Screens"),
    Action("theme", "Light/dark", "Another set of colours", "t", "grave_accent", "Screens"),
    Action("save", "Write", "Write translations and decisions into their files", "w", "ctrl+s", "Files", 12),
    Action("reload", "Recheck", "Read the files again and check everything", "R", "f5", "Files"),
    Action("help", "Help", "All keys", "", "question_mark f1", "Screens", 13),
    Action("palette", "Commands", "Find a command by its name", "", "colon f10", "Screens"),
    Action("back", "Back", "Back: leaves a form, a filter, a screen", "", "escape", "Screens"),
    Action("quit", "Quit", "Leave; what is not written yet stays in the journal", "q", "ctrl+q ctrl+c", "Files", 14),
)  # fmt: skip
BY_ID = {action.id: action for action in ACTIONS}
