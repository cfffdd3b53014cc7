"""One rule a file; listed here in the order people read them."""

from __future__ import annotations

from nomflow.core.evaluate import Rule
from nomflow.rules.acceptance import acceptance
from nomflow.rules.characters import characters
from nomflow.rules.complete_in_time import complete_in_time
from nomflow.rules.employer_cap import employer_cap
from nomflow.rules.encoding import encoding
from nomflow.rules.endorsement_count import endorsement_count
from nomflow.rules.front_matter import front_matter
from nomflow.rules.handle import handle
from nomflow.rules.headings import headings
from nomflow.rules.images import images
from nomflow.rules.length import length
from nomflow.rules.links import links
from nomflow.rules.markup import markup
from nomflow.rules.nominator_may_nominate import nominator_may_nominate
from nomflow.rules.nominee_may_stand import nominee_may_stand
from nomflow.rules.officers_confirm import officers_confirm
from nomflow.rules.one_nomination import one_nomination
from nomflow.rules.photo import photo
from nomflow.rules.raw_html import raw_html
from nomflow.rules.reviewer_handles import reviewer_handles
from nomflow.rules.reviewers_confirmed import reviewers_confirmed
from nomflow.rules.scope import scope
from nomflow.rules.seat import seat
from nomflow.rules.sections import sections
from nomflow.rules.statement_path import statement_path
from nomflow.rules.still_standing import still_standing
from nomflow.rules.submitted_in_time import submitted_in_time
from nomflow.rules.template_text import template_text
from nomflow.rules.translations import translations

RULES: tuple[Rule, ...] = (
    submitted_in_time,
    complete_in_time,
    scope,
    one_nomination,
    acceptance,
    still_standing,
    nominee_may_stand,
    nominator_may_nominate,
    employer_cap,
    statement_path,
    seat,
    handle,
    encoding,
    front_matter,
    template_text,
    sections,
    length,
    headings,
    links,
    images,
    photo,
    raw_html,
    markup,
    characters,
    translations,
    endorsement_count,
    reviewer_handles,
    reviewers_confirmed,
    officers_confirm,
)
