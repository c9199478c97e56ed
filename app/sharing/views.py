"""Sitemaps, pictures and badges."""

from flask import Blueprint, Flask, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.addresses import facility_address, facility_path, full
from app.audience import Everyone, audience
from app.facilities.models import Facility, ThemeTotal
from app.facilities.queries import find_facility, theme_totals
from app.facilities.versions import facility_version, site_version
from app.page_cache import kept_by, unchanging
from app.sharing.picture import picture_text
from app.sharing.picture_files import name_of, picture
from app.sharing.sitemaps import facility_pages, fixed_pages, number_of_parts
from app.sharing.structured_data import structured_data
from app.xml_text import legal_xml

bp = Blueprint("sharing", __name__)


@bp.record_once
def register(state: object) -> None:
    """What the head of a facility's page is made of (templates/sharing/facility_head.html)."""
    site: Flask = state.app  # type: ignore[attr-defined]
    site.jinja_env.globals.update(
        structured_data=structured_data,
        picture_address=picture_address,
        facility_address=facility_address,
        facility_path=facility_path,
    )


def picture_address(facility: Facility, totals: dict[str, ThemeTotal]) -> str:
    """Another one when the picture changes: social networks never ask twice."""
    version = name_of(picture_text(facility, totals))[:8]
    return full(f"{facility_path(facility)}/beeld.png?v={version}")


def known(sector: str, dossiernummer: str) -> Facility:
    """Or 404."""
    facility = find_facility(sector, dossiernummer)
    if facility is None:
        abort(404)
    return facility


@bp.get("/voorzieningen/<sector>/<dossiernummer>/beeld.png")
@audience(Everyone)
def facility_picture(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """For social networks. Kept on disk, not in memory: pages need that."""
    facility = known(sector, dossiernummer)
    text = picture_text(facility, theme_totals(facility))
    response = Response(mimetype="image/png")
    response.set_etag(name_of(text))
    response.make_conditional(request)
    if response.status_code != 304:
        response.data = picture(text)
    return response


@bp.get("/voorzieningen/<sector>/<dossiernummer>/badge.svg")
@audience(Everyone)
@kept_by(facility_version)
def badge(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """For a facility's own site: how many reviews there are. It shows no score, high or low."""
    facility = known(sector, dossiernummer)
    response = Response(
        legal_xml(render_template("sharing/badge.svg", facility=facility)), mimetype="image/svg+xml"
    )
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@bp.get("/voorzieningen/<sector>/<dossiernummer>/badge")
@audience(Everyone)
@kept_by(facility_version)
def badge_guide(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """How a facility puts it on its site."""
    facility = known(sector, dossiernummer)
    return render_template(
        "sharing/badge.html",
        facility=facility,
        address=facility_address(facility),
        path=facility_path(facility),
        picture=full(f"{facility_path(facility)}/badge.svg"),
    )


@bp.get("/robots.txt")
@audience(Everyone)
@kept_by(unchanging)
def robots() -> ResponseReturnValue:
    """What search engines may read: all that is for everyone."""
    return Response(
        render_template("sharing/robots.txt", sitemap=full("/sitemap.xml")), mimetype="text/plain"
    )


@bp.get("/sitemap.xml")
@audience(Everyone)
@kept_by(site_version)
def sitemap_index() -> ResponseReturnValue:
    """The list of lists."""
    parts = [full(f"/sitemap-{part}.xml") for part in range(number_of_parts() + 1)]
    return xml(render_template("sharing/sitemap_index.xml", parts=parts))


@bp.get("/sitemap-<int:part>.xml")
@audience(Everyone)
@kept_by(site_version)
def sitemap(part: int) -> ResponseReturnValue:
    """Part 0 has the fixed pages, the others facilities."""
    if part > number_of_parts():
        abort(404)
    return xml(render_template("sharing/sitemap.xml", pages=facility_pages(part) if part else fixed_pages()))


def xml(text: str) -> Response:
    """That every reader can read."""
    return Response(legal_xml(text), content_type="application/xml; charset=utf-8")
