"""The stable codes of problems, each with the sentence that explains it.

Codes are part of the contract: scripts search for them (`check --format json`), so they never change.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Code(StrEnum):
    """The kind of mistake a problem is."""

    ALIAS = "alias"
    ANCHOR = "anchor"
    BAD_ESCAPE = "bad-escape"
    BAD_START = "bad-start"
    BIDI_CHARACTER = "bidi-character"
    BROKEN_FILE = "broken-file"
    BROKEN_INCLUDE = "broken-include"
    BY_LEVEL = "by-level"
    CIRCLE = "circle"
    CODE_FENCE = "code-fence"
    COLON_IN_TEXT = "colon-in-text"
    COMMA_IN_NAME = "comma-in-name"
    CONFLICT = "conflict"
    CONTROL_CHARACTER = "control-character"
    CURLY_QUOTES = "curly-quotes"
    CUT_TEXT = "cut-text"
    DASH_AFTER_KEY = "dash-after-key"
    DUPLICATE_KEY = "duplicate-key"
    EMPTY_FILE = "empty-file"
    EMPTY_VALUE = "empty-value"
    EMPTY_WINDOW = "empty-window"
    EVERY_WITHOUT_ROUNDS = "every-without-rounds"
    FOUR_NUMBERS = "four-numbers"
    HOLD_AND_TEMPO = "hold-and-tempo"
    INCLUDES_TOO_DEEP = "includes-too-deep"
    INDENTATION = "indentation"
    KEY_NOT_TEXT = "key-not-text"
    LIST_MARK = "list-mark"
    LOAD_UNIT = "load-unit"
    LONG_BEAT = "long-beat"
    LONGER_THAN_EVERY = "longer-than-every"
    MERGE_KEY = "merge-key"
    MISSING_COLON = "missing-colon"
    MISSING_KEY = "missing-key"
    MISSING_SPACE = "missing-space"
    NO_BREAK_SPACE = "no-break-space"
    NO_DOSE = "no-dose"
    NO_EXERCISE = "no-exercise"
    NO_FILE = "no-file"
    NO_LETTERS = "no-letters"
    NO_ROUTINE = "no-routine"
    NO_STEPS = "no-steps"
    NOT_A_COUNT = "not-a-count"
    NOT_A_DISTANCE = "not-a-distance"
    NOT_A_DURATION = "not-a-duration"
    NOT_A_FILE = "not-a-file"
    NOT_A_LEVEL = "not-a-level"
    NOT_A_SIDE = "not-a-side"
    NOT_A_SOUND = "not-a-sound"
    NOT_A_TEMPO = "not-a-tempo"
    NOT_ASKED = "not-asked"
    NOT_TEXT_FILE = "not-text-file"
    NOT_UTF8 = "not-utf8"
    OPEN_IN_FOR = "open-in-for"
    OUT_OF_BOUNDS = "out-of-bounds"
    PICK_AND_CHOOSE = "pick-and-choose"
    POINTLESS = "pointless"
    QUOTE_ENDS_EARLY = "quote-ends-early"
    RANGE_ORDER = "range-order"
    REST_NEVER_PLAYS = "rest-never-plays"
    SEVERAL_DOCUMENTS = "several-documents"
    SHORT_REST = "short-rest"
    SIDES_IN_BY_SIDE = "sides-in-by-side"
    STRAY_BRACKET = "stray-bracket"
    SYNTAX = "syntax"
    TAB = "tab"
    TAG = "tag"
    TOO_DEEP = "too-deep"
    TOO_FEW_ROUNDS = "too-few-rounds"
    TOO_FEW_STEPS = "too-few-steps"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    TOO_MANY_NODES = "too-many-nodes"
    TRAILING_COMMA = "trailing-comma"
    TWO_CLOCKS = "two-clocks"
    TWO_DOSES = "two-doses"
    TWO_KINDS = "two-kinds"
    UNCLOSED_BRACKET = "unclosed-bracket"
    UNCLOSED_QUOTE = "unclosed-quote"
    UNEVEN_LADDER = "uneven-ladder"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_STEP = "unknown-step"
    UNREADABLE = "unreadable"
    UNUSED_LEVEL = "unused-level"
    WRONG_PLACE = "wrong-place"
    WRONG_TYPE = "wrong-type"


EXPLANATIONS: Mapping[Code, str] = MappingProxyType(
    {
        Code.ALIAS: "A text beginning with '*' is an alias in YAML, which routines do not use; quote it.",
        Code.ANCHOR: "A text beginning with '&' is an anchor in YAML, which routines do not use; quote it.",
        Code.BAD_ESCAPE: "Inside double quotes a backslash starts an escape, and YAML has no such one.",
        Code.BAD_START: "YAML does not let a text start with '@', '`' or '%'; put it in quotes.",
        Code.BIDI_CHARACTER: "An invisible character changes the order in which the text is shown.",
        Code.BROKEN_FILE: "The file holds only zero bytes, as a disk leaves them after a power failure.",
        Code.BROKEN_INCLUDE: "An included routine has errors of its own; mend it first.",
        Code.BY_LEVEL: "A value by level names every level of the routine and nothing else.",
        Code.CIRCLE: "Routines that include each other in a circle would never end.",
        Code.CODE_FENCE: "Marks such as ``` come along when a text is copied from a chat or a web page.",
        Code.COLON_IN_TEXT: "A second ': ' in a line makes YAML see two keys; put the text in quotes.",
        Code.COMMA_IN_NAME: "Inside brackets a comma ends a name, so one name may have become two.",
        Code.CONFLICT: "The file holds two versions of the same lines, with the marks of a merge.",
        Code.CONTROL_CHARACTER: "The text holds a control character, which nobody sees and a terminal obeys.",
        Code.CURLY_QUOTES: "Curly quotes do not quote in YAML; they become part of the text.",
        Code.CUT_TEXT: "A '#' behind a space begins a comment, so the end of a text may be missing.",
        Code.DASH_AFTER_KEY: "A list of '- ' entries begins on the line below its key.",
        Code.DUPLICATE_KEY: "The same key stands twice in one mapping; YAML would drop one of them silently.",
        Code.EMPTY_FILE: "The file is empty or holds only comments.",
        Code.EMPTY_VALUE: "A key has nothing after its colon; write a value, or delete the key.",
        Code.EMPTY_WINDOW: "A block with a time of its own has no work in it.",
        Code.EVERY_WITHOUT_ROUNDS: "A block with a round on each beat must say how many rounds there are.",
        Code.FOUR_NUMBERS: "Four numbers of a tempo mean different things to people; name the phases.",
        Code.HOLD_AND_TEMPO: "A step with a hold has no tempo; write the hold as a phase of the tempo.",
        Code.INCLUDES_TOO_DEEP: "Routines include each other more deeply, or more of them, than is read.",
        Code.INDENTATION: "A line is not indented like the lines that belong with it.",
        Code.KEY_NOT_TEXT: "A key must be a plain word, not a list, a mapping or a long text.",
        Code.LIST_MARK: "Only '- ' begins an entry of a list; a long dash, a dot or a number does not.",
        Code.LOAD_UNIT: "The unit of a load looks mistyped; it is shown as written all the same.",
        Code.LONG_BEAT: "A tempo of one bare number is one beat of so many seconds for every rep.",
        Code.LONGER_THAN_EVERY: "The steps of a round do not fit, now or once grown, into its time.",
        Code.MERGE_KEY: "'<<' copies keys in YAML; routines do not use it.",
        Code.MISSING_COLON: "A line between keys has no 'key: value': a colon and a space after the key.",
        Code.MISSING_KEY: "A routine needs a 'name' and 'steps', and a variation an 'exercise'.",
        Code.MISSING_SPACE: "Without a space after the colon YAML reads key and value as one text.",
        Code.NO_BREAK_SPACE: "No-break spaces come along from web pages; YAML takes them for letters.",
        Code.NO_DOSE: "A step says neither reps nor hold nor for, so it waits for the key.",
        Code.NO_EXERCISE: "The routine, or one of its levels, holds no exercise that is played.",
        Code.NO_FILE: "There is no file of that name.",
        Code.NO_LETTERS: "A name needs at least one letter or digit.",
        Code.NO_ROUTINE: "No routine has the name that is included.",
        Code.NO_STEPS: "The list of steps is empty; each step begins with '- ' on a line of its own.",
        Code.NOT_A_COUNT: "The value is not a number such as 10, a range such as 8-12, or open: 8+, max.",
        Code.NOT_A_DISTANCE: "The value is not a distance with a unit, such as 200 m or 20 steps.",
        Code.NOT_A_DURATION: "The value is not a length of time; write 30, 30s, 1m30s or 1:30.",
        Code.NOT_A_FILE: "A folder, a pipe or a device is not a routine file.",
        Code.NOT_A_LEVEL: "A level needs a name with a letter, and each one a name of its own.",
        Code.NOT_A_SIDE: "The value is not each, alternate, left, right or both, and no list of names.",
        Code.NOT_A_SOUND: "A sound is the bare name of a WAV file beside the routine.",
        Code.NOT_A_TEMPO: "The value is not a tempo: 2-1-3 (go, hold, return), 4s, or named phases.",
        Code.NOT_ASKED: "Only reps, load, effort and pain can be asked for after a set.",
        Code.NOT_TEXT_FILE: "The file is a picture, an archive or a program, not a text.",
        Code.NOT_UTF8: "The file is not UTF-8, the encoding every editor can save.",
        Code.OPEN_IN_FOR: "A phase that waits for the key cannot keep to the time of 'for'.",
        Code.OUT_OF_BOUNDS: "A value, or the routine as a whole, is outside the bounds the program keeps.",
        Code.PICK_AND_CHOOSE: "The steps of a block are drawn at random or chosen by the person, not both.",
        Code.POINTLESS: "A key changes nothing at its place.",
        Code.QUOTE_ENDS_EARLY: "A quoted text ends before its line does, as at the apostrophe of 'it's'.",
        Code.RANGE_ORDER: "A range is written with the greater number first.",
        Code.REST_NEVER_PLAYS: "A rest after the last exercise is never played.",
        Code.SEVERAL_DOCUMENTS: "A file holds one routine; '---' would start a second one.",
        Code.SHORT_REST: "A bare number is seconds; a rest this short is often meant as minutes.",
        Code.SIDES_IN_BY_SIDE: "Inside a block that is played side by side nothing has sides of its own.",
        Code.STRAY_BRACKET: "A closing bracket or a comma stands where none was opened.",
        Code.SYNTAX: "The file is not YAML, in a way that has no better name.",
        Code.TAB: "Tabs are not allowed, since editors show them with different widths; use spaces.",
        Code.TAG: "A text beginning with '!' is a tag in YAML, which routines do not use; quote it.",
        Code.TOO_DEEP: "Lists and mappings are nested too deeply.",
        Code.TOO_FEW_ROUNDS: "With 'turns' each round plays one step, so it takes as many rounds as steps.",
        Code.TOO_FEW_STEPS: "More steps are to be drawn or chosen than the block has.",
        Code.TOO_LARGE: "The file is larger than any routine needs to be.",
        Code.TOO_LONG: "A text is longer than can be shown or spoken.",
        Code.TOO_MANY_NODES: "The file holds more entries than any routine needs.",
        Code.TRAILING_COMMA: "Outside brackets a comma at the end of a line becomes part of the name.",
        Code.TWO_CLOCKS: "The beat of 'every' and another length of time exclude each other.",
        Code.TWO_DOSES: "A step says its dose in two ways that exclude each other.",
        Code.TWO_KINDS: "A step is of two kinds at once, such as an exercise and a block.",
        Code.UNCLOSED_BRACKET: "A '[' or '{' is not closed, or a comma is missing inside it.",
        Code.UNCLOSED_QUOTE: "A quote is opened and never closed.",
        Code.UNEVEN_LADDER: "A list of values needs as many values as there are sets or rounds.",
        Code.UNKNOWN_KEY: "The language has no such key here; most often it is mistyped.",
        Code.UNKNOWN_STEP: "No key tells what kind of step this is.",
        Code.UNREADABLE: "The system does not let the file be read.",
        Code.UNUSED_LEVEL: "The routine has levels, and nothing differs between them.",
        Code.WRONG_PLACE: "The key exists, but not at this place.",
        Code.WRONG_TYPE: "A text stands where a list or mapping is needed, or the other way round.",
    }
)
"""One sentence for every code."""
