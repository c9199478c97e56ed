"""`/open-data`: what the files hold, and the files."""

from flask import Blueprint, Response, abort, render_template, send_file
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.config import settings
from app.opendata.tables import SMALLEST
from app.opendata.writing import folder, made_files, made_on
from app.times import long_date

bp = Blueprint("opendata", __name__, url_prefix="/open-data")

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@bp.get("")
@audience(Everyone)
def contents() -> ResponseReturnValue:
    """What there is to fetch."""
    day = made_on()
    return render_template(
        "opendata/contents.html",
        files=made_files() if day else {},
        made_on=long_date(day) if day else "",
        smallest=SMALLEST,
        average_from=settings().average_from,
    )


@bp.get("/<filename>")
@audience(Everyone)
def fetch(filename: str) -> ResponseReturnValue:
    """One file. Only names that we know: no other file of this machine."""
    if filename not in made_files():
        abort(404)
    response: Response = send_file(
        folder() / filename,
        mimetype=TYPES[filename.rpartition(".")[2]],
        as_attachment=True,
        download_name=f"waarderingsplatform-{filename}",
    )
    response.headers.pop("Last-Modified", None)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
