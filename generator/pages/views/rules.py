"""The rules page: what `gegenbild check` holds records to, made of the rules' own docstrings."""

from typing import NamedTuple

from markupsafe import Markup

from generator.checks.rules import RULES
from generator.pages.page import Page
from generator.pages.prose import render_prose


class RuleDescription(NamedTuple):
    """A rule with what it accepts and what it refuses."""

    name: str
    severity: str
    scope: str
    is_firm: bool
    purpose: Markup
    passing: str
    failing: str


class RulesView(NamedTuple):
    """What the rules page shows."""

    description: str
    rules: tuple[RuleDescription, ...]


def rules_view(page: Page) -> RulesView:
    """Compute the rules page."""
    words = page.words
    return RulesView(
        description=words.say("What gegenbild check holds every record to, and how to mend what it objects to."),
        rules=tuple(
            RuleDescription(
                name=rule.name,
                severity=words.say(rule.severity.value),
                scope=words.say(rule.scope.value),
                is_firm=rule.is_firm,
                purpose=render_prose(words.say(rule.purpose).replace("`", ""), {}),
                passing=rule.passing,
                failing=rule.failing,
            )
            for _, rule in sorted(RULES.items())
        ),
    )
