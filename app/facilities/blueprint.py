"""The part of the site that everybody reads; `views` and `search_views` hold its pages."""

from flask import Blueprint

bp = Blueprint("facilities", __name__)
