"""Faults, in calm words. An error page shows no secret and keeps no address."""

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.api.problems import is_for_the_api, problem


def register_errors(site: Flask) -> None:
    """Every fault has a page."""
    site.register_error_handler(HTTPException, show_fault)
    site.register_error_handler(Exception, show_crash)


def show_fault(error: HTTPException) -> ResponseReturnValue:
    """What went wrong, and what to do."""
    status = error.code or 500
    if error.response is not None or status < 400:
        return error
    if is_for_the_api():
        allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
        return problem(status, headers={"Allow": ", ".join(allowed)} if allowed else {})
    return render_template("errors/error.html", status=status), status


def show_crash(error: Exception) -> ResponseReturnValue:
    """Logged with its trace, shown without."""
    if current_app.testing or current_app.debug:
        raise error
    current_app.logger.error("%s", type(error).__name__, exc_info=error)
    if is_for_the_api():
        return problem(500)
    return render_template("errors/error.html", status=500), 500
