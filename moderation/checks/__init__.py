"""All checks, in the order in which an editor reads their findings: danger first, spelling last."""

from moderation.checks.authenticity_behaviour import (
    find_author_burst,
    find_burst,
    find_disposable_email,
    find_shared_device,
)
from moderation.checks.authenticity_scores import find_score_text_mismatch, find_uniform_scores
from moderation.checks.authenticity_similarity import find_similar_texts
from moderation.checks.authenticity_wording import (
    find_accusations,
    find_hearsay,
    find_improbable_claims,
    find_promotion,
    find_provider_affiliation,
    find_threats,
)
from moderation.checks.conduct import find_advertising, find_discrimination, find_insults
from moderation.checks.interval import (
    find_old_experience,
    find_recent_review,
    find_recent_review_of_organisation,
    find_too_many_by_author,
)
from moderation.checks.privacy_address import find_postal_addresses
from moderation.checks.privacy_contact import (
    find_email_addresses,
    find_phone_numbers,
    find_social_handles,
    find_web_addresses,
)
from moderation.checks.privacy_dates import find_dates_of_birth, find_exact_dates
from moderation.checks.privacy_names import find_names
from moderation.checks.privacy_numbers import find_bank_accounts, find_licence_plates, find_national_numbers
from moderation.checks.privacy_recognisable import (
    find_health_details,
    find_private_lives,
    find_recognisable_families,
)
from moderation.checks.readability import (
    find_block_letters,
    find_gibberish,
    find_hard_sentences,
    find_other_languages,
    find_short_texts,
)
from moderation.checks.replies import find_pressure_on_author, find_revealed_authors
from moderation.checks.safety import find_child_in_danger, find_self_harm, find_violence
from moderation.checks.spelling import find_spelling
from moderation.findings import Check

CHECKS: tuple[Check, ...] = (
    find_child_in_danger,
    find_self_harm,
    find_violence,
    find_names,
    find_email_addresses,
    find_phone_numbers,
    find_postal_addresses,
    find_national_numbers,
    find_bank_accounts,
    find_dates_of_birth,
    find_exact_dates,
    find_licence_plates,
    find_web_addresses,
    find_social_handles,
    find_health_details,
    find_recognisable_families,
    find_private_lives,
    find_revealed_authors,
    find_insults,
    find_discrimination,
    find_advertising,
    find_pressure_on_author,
    find_similar_texts,
    find_burst,
    find_author_burst,
    find_shared_device,
    find_disposable_email,
    find_provider_affiliation,
    find_score_text_mismatch,
    find_uniform_scores,
    find_promotion,
    find_accusations,
    find_threats,
    find_hearsay,
    find_improbable_claims,
    find_recent_review,
    find_recent_review_of_organisation,
    find_old_experience,
    find_too_many_by_author,
    find_short_texts,
    find_block_letters,
    find_spelling,
    find_hard_sentences,
    find_other_languages,
    find_gibberish,
)
