"""Rate limits: kept in Redis, in this process when Redis is away."""

import logging
from collections.abc import Callable
from functools import cache

from flask import request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from app.config import settings
from app.identities.encryption import keyed_hash

log = logging.getLogger(__name__)


@cache
def shared_limiter(url: str) -> MovingWindowRateLimiter:
    """Counts over all processes."""
    scheme = "redis+unix" if url.startswith("unix://") else url.split("://", 1)[0]
    storage = storage_from_string(
        f"{scheme}://{url.split('://', 1)[1]}", socket_timeout=0.2, socket_connect_timeout=0.2
    )
    return MovingWindowRateLimiter(storage)


@cache
def own_limiter() -> MovingWindowRateLimiter:
    """Counts in this process alone."""
    return MovingWindowRateLimiter(MemoryStorage())


def may(limit: str, purpose: str, *who: str) -> bool:
    """Whether this is within the limit, such as "10 per hour"; it counts. Keeps no addresses."""
    return ask(MovingWindowRateLimiter.hit, limit, purpose, *who)


def is_spent(limit: str, purpose: str, *who: str) -> bool:
    """Whether one more would be too many; looking does not count."""
    return not ask(MovingWindowRateLimiter.test, limit, purpose, *who)


def ask(question: Callable[..., bool], limit: str, purpose: str, *who: str) -> bool:
    """The shared count, or our own when Redis is away."""
    item: RateLimitItem = parse(limit)
    key = keyed_hash(f"limit:{purpose}", "\0".join(who))
    try:
        return question(shared_limiter(settings().redis_url), item, key)
    except Exception as error:  # noqa: BLE001 (each storage has errors of its own)
        log.warning("rate limits without Redis: %s", type(error).__name__)
        return question(own_limiter(), item, key)


def visitor() -> str:
    """The address of who asks: the real one, behind proxies that we trust."""
    return request.remote_addr or ""
