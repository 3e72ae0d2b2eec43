"""How people's names look in a note, for telling whether a date beside one may be a date of birth."""

from __future__ import annotations

import re

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞŁŚŻ", "a-zß-öø-ÿąćęłńśźż"
_CAPITALISED = rf"[{_UPPER}][{_LOWER}'’\-][{_UPPER}{_LOWER}'’\-]*"
_SECOND = rf"[{_UPPER}][{_UPPER}{_LOWER}'’\-]+"
_INITIALS = rf"(?:[{_UPPER}]\.?\s?){{1,3}}"
_CAPITALS = rf"[{_UPPER}][{_UPPER}'’\-]+"
_SMALL = rf"[{_UPPER}{_LOWER}][{_UPPER}{_LOWER}'’\-]+"

NAME_FORMS = (
    rf"{_CAPITALISED},? (?:{_INITIALS} )?{_SECOND}",  # Joan Sample, Sample, Joan, Joan A. Sample
    rf"{_CAPITALS},? {_CAPITALISED}",  # SAMPLE, Joan
    rf"(?i:mr|mrs|ms|miss|mx|dr|master|baby)\.? (?:{_INITIALS})?{_SMALL}(?: {_SMALL})?",  # Mr J Sample
)
"""Patterns of a name, safe to be used beside any date that is old for a migration."""
OLD_NAME_FORMS = (
    rf"{_CAPITALS},? {_CAPITALS}",  # JOAN SAMPLE
    rf"{_INITIALS}{_CAPITALISED}",  # J. Sample
    rf"{_CAPITALISED},? {_INITIALS}",  # Sample, J.
)
"""Patterns that headings and products have as well: names only beside a date that no contract or system is of."""
SMALL_NAME_FORM = rf"{_SMALL},? {_SMALL}"
"""Two words in any letters: a name where one is a forename that people have."""
LIST_NAME_FORM = rf"{_CAPITALS}, ?{_CAPITALISED}"
"""As lists of patients have it: a name beside any date that has been."""
PATIENT_NAME_FORM = rf"(?i:patient|pt)[.:]? {_SMALL}"
CHILD = r"(?i:baby|infant|newborn|toddler|child|son|daughter|twins?|boy|girl|master)"

_WORD = re.compile(rf"[{_UPPER}{_LOWER}]+")

_FORENAMES = frozenset(
    """
    aaron abdul abdullah abigail adam adele adrian agnes ahmed aidan aisha alan albert alexander alexandra alfie
    alfred alice alison allan amanda amber amelia amina amy andrea andrew angela anita ann anna anne annie
    anthony antonio archie arthur asha ashley audrey ava barbara barry beatrice ben benjamin bernard beryl beth
    bethany betty beverley bilal brenda brian bridget bronwen bruce bryan callum cameron carl carla carol
    caroline catherine cecil charles charlie charlotte cheryl chloe chris christina christine christopher claire
    clare clive colin connor craig cynthia daisy daniel daphne darren dave david deborah debra denise dennis
    derek diana diane dominic donald donna doreen doris dorothy douglas duncan dylan edith edna edward edwin
    eileen elaine eleanor elizabeth ella ellen ellie elsie emily emma eric ernest ethan eva eve evelyn fatima
    fiona florence francesca frances francis frederick freya gareth gary gavin gemma geoffrey george georgia
    georgina gerald gillian gladys glenda glenn glenys gordon graham gwen hannah harold harriet harry harvey
    hassan hazel heather helen henry hilary hilda holly howard hugh hussain ian imran irene iris isaac isabel
    isabella isla ivy jackie jacob jacqueline jake james jamie jane janet janice jason jayne jean jeffrey
    jennifer jenny jeremy jessica jessie jill joan joanna joanne joe john jonathan jordan joseph josephine
    joshua joyce judith julia julian julie karen kate katherine kathleen katie kayleigh keith kelly kenneth
    kerry kevin khadija kieran kim kirsty krishna laura lauren lawrence leah leanne lee leo leonard leslie lewis
    liam lillian linda lindsay lisa logan lorraine louis louise lucas lucy luke lynn lynne mabel malcolm
    margaret maria marian marie marilyn marion marjorie martha martin mary matilda matthew maureen megan melanie
    michael michelle mildred millie mohammad mohammed moira molly monica muhammad muriel nadia nancy naomi
    natalie natasha nathan neil nicholas nicola nigel noah nora norma norman olive oliver olivia omar oscar owen
    pamela patricia patrick paul paula pauline penelope peter philip phillip phoebe phyllis piotr poppy priya
    rachel rahul ralph raymond rebecca reginald rhys richard robert robin roger roland ronald rosemary ross
    rowan roy ruby russell ruth ryan sally samantha samuel sandra sanjay sara sarah scott sean shannon sharon
    sheila shirley sian sidney simon sofia sonia sophia sophie stanley stella stephanie stephen steven stuart
    susan suzanne sylvia tanya teresa terence theresa thomas timothy tina toby tom tracey tracy trevor valerie
    vanessa vera veronica victoria vincent violet vivien vivienne walter wendy wilfred william winifred yasmin
    yusuf yvonne zainab zara zoe
    """.split()  # noqa: SIM905 (one word a line would fill the file)
)
"""Common forenames of England and Wales over ninety years (Office for National Statistics, Baby names: historical
top 100), without those that are common words too."""

_ORDINARY = frozenset(
    """
    access account agreed agreement all any apr april archive at audit aug august back backup been before begun
    board building built by care clinical closed code commissioning complete completed contract cut cutover data
    date day dec december due emis end england extract fdp feb february final first for friday from full gms go
    guide health icb idp initial installed it jan january jul july jun june kick last letters list live local
    mar march may meeting microtest migration monday new nhs no note notes nov november number oct october of
    off office old on open opened order paper patient patients phase placed plan policy practice premises
    primary production project record records replaced report request review saturday sep september server
    service signed since site software sunday supplier surgery system systmone systems team test thursday the to
    training tuesday unit update updated version vision visit was web wednesday week were with
    """.split()  # noqa: SIM905 (one word a line would fill the file)
)
"""Words that stand beside dates in notes on a migration; what holds one is no name."""


def is_name(words: str) -> bool:
    """Tell whether words that have the form of a name may be one."""
    return not any(word.casefold() in _ORDINARY for word in _WORD.findall(words))


def has_forename(words: str) -> bool:
    """Tell whether one of some words is a forename that many people have."""
    return any(word.casefold() in _FORENAMES for word in _WORD.findall(words))
