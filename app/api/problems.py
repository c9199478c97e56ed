"""What the API answers when a question cannot be answered (RFC 9457)."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Response, request

PREFIX = "/api/v1/"

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Access-Control-Max-Age": "86400",
}
"""Any site may read; there is nothing to send along."""


class BadQuestion(ValueError):
    """A parameter that we cannot read; the message says which one and what it should be."""


def is_for_the_api() -> bool:
    """Who asked is a program, that reads no pages."""
    return request.path.startswith(PREFIX)


def problem(status: int, detail: str = "", headers: Mapping[str, str] | None = None) -> Response:
    """In `application/problem+json`."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        body["detail"] = detail
    return Response(
        json.dumps(body, ensure_ascii=False),
        status,
        {**CORS, **(headers or {})},
        content_type="application/problem+json",
    )
