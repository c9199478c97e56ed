"""What search engines read (schema.org, JSON-LD): no more than the page shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from app.addresses import facility_address, review_address
from app.facilities.cards import ReviewCard, Segment
from app.facilities.figures import theme_figures
from app.facilities.models import Facility, ThemeTotal
from app.languages import gettext as _
from app.questionnaires import Sector

TYPES: Mapping[Sector, str] = {Sector.KINDEROPVANG: "ChildCare"}
"""The others are no business, and schema.org knows no closer word than Organization."""

Data = dict[str, Any]


def structured_data(
    facility: Facility, totals: Mapping[str, ThemeTotal], reviews: Sequence[ReviewCard]
) -> Markup:
    """As a block of data in the page. A browser runs nothing of it."""
    words = htmlsafe_json_dumps(facility_data(facility, totals, reviews), ensure_ascii=False)
    return Markup('<script type="application/ld+json">%s</script>') % words


def facility_data(
    facility: Facility, totals: Mapping[str, ThemeTotal], reviews: Sequence[ReviewCard]
) -> Data:
    """An average for each theme that shows one, and the reviews of this page. There is no overall mark."""
    address = facility_address(facility)
    ratings = [
        {
            "@type": "AggregateRating",
            "reviewAspect": figure.theme.title,
            "ratingValue": round(figure.total.average or 0, 1),
            "ratingCount": figure.total.n,
            "bestRating": 5,
            "worstRating": 1,
        }
        for figure in theme_figures(facility, totals)
        if figure.total is not None
    ]
    found: Data = {
        "@context": "https://schema.org",
        "@type": TYPES.get(facility.sector, "Organization"),
        "@id": address,
        "url": address,
        "name": facility.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": " ".join(filter(None, (facility.street, facility.house_number))),
            "postalCode": facility.postcode,
            "addressLocality": facility.municipality,
            "addressCountry": "BE",
        },
    }
    if facility.organisation:
        found["parentOrganization"] = {"@type": "Organization", "name": facility.organisation.name}
    if ratings:
        found["aggregateRating"] = ratings
    if reviews:
        found["review"] = [review_data(review) for review in reviews]
    return found


def review_data(review: ReviewCard) -> Data:
    """Who wrote it stays unknown; at a small facility there is no mark, and a month for a date."""
    found: Data = {
        "@type": "Review",
        "@id": review_address(review.public_id),
        "author": {"@type": "Person", "name": review.relation or _("Anoniem")},
        "datePublished": review.date_iso,
        "reviewBody": "\n\n".join(words(segments) for _title, segments in review.texts),
    }
    if review.mean is not None:
        found["reviewRating"] = {
            "@type": "Rating",
            "ratingValue": round(review.mean, 1),
            "bestRating": 5,
            "worstRating": 1,
        }
    return found


def words(segments: Sequence[Segment]) -> str:
    """With the labels that stand in the place of what was redacted."""
    return "".join(segment.text for segment in segments)
