"""A contribution's life: one table of states and actions, and who may do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a contribution stands."""

    UNCONFIRMED = "unconfirmed"
    SUBMITTED = "submitted"
    QUEUED = "queued"
    ESCALATED = "escalated"
    PUBLISHED = "published"
    RETURNED = "returned"
    REJECTED = "rejected"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class Action(StrEnum):
    """What a person or the system can do with a contribution."""

    CONFIRM = "confirm"
    QUEUE = "queue"
    ESCALATE = "escalate"
    PUBLISH = "publish"
    RETURN = "return"
    REJECT = "reject"
    REDACT = "redact"
    REVISE = "revise"
    REMOVE = "remove"
    RESTORE = "restore"
    WITHDRAW = "withdraw"
    ERASE = "erase"


class Role(StrEnum):
    """In which role somebody acts. For a reply, the author is the provider's account."""

    AUTHOR = "author"
    EDITOR = "editor"
    LEAD_EDITOR = "lead-editor"
    SYSTEM = "system"


AUTHOR = frozenset({Role.AUTHOR})
EDITOR = frozenset({Role.EDITOR, Role.LEAD_EDITOR})
LEAD_EDITOR = frozenset({Role.LEAD_EDITOR})
SYSTEM = frozenset({Role.SYSTEM})


@dataclass(frozen=True)
class Transition:
    """Where an action leads, who may take it, and what it asks for."""

    target: State
    allowed: frozenset[Role]
    needs_rule: bool = False
    """A reason from the published rulebook, and a message to the author."""
    needs_another_person: bool = False
    """Somebody else than who took the decision that this one undoes."""


TRANSITIONS: Mapping[tuple[State, Action], Transition] = {
    (State.UNCONFIRMED, Action.CONFIRM): Transition(State.SUBMITTED, AUTHOR),
    (State.SUBMITTED, Action.QUEUE): Transition(State.QUEUED, SYSTEM),
    (State.SUBMITTED, Action.ESCALATE): Transition(State.ESCALATED, SYSTEM),
    (State.QUEUED, Action.PUBLISH): Transition(State.PUBLISHED, EDITOR),
    (State.QUEUED, Action.RETURN): Transition(State.RETURNED, EDITOR, needs_rule=True),
    (State.QUEUED, Action.REJECT): Transition(State.REJECTED, EDITOR, needs_rule=True),
    (State.QUEUED, Action.ESCALATE): Transition(State.ESCALATED, EDITOR, needs_rule=True),
    (State.ESCALATED, Action.QUEUE): Transition(State.QUEUED, LEAD_EDITOR),
    (State.ESCALATED, Action.PUBLISH): Transition(State.PUBLISHED, LEAD_EDITOR),
    (State.ESCALATED, Action.RETURN): Transition(State.RETURNED, LEAD_EDITOR, needs_rule=True),
    (State.ESCALATED, Action.REJECT): Transition(State.REJECTED, LEAD_EDITOR, needs_rule=True),
    (State.QUEUED, Action.REDACT): Transition(State.QUEUED, EDITOR, needs_rule=True),
    (State.ESCALATED, Action.REDACT): Transition(State.ESCALATED, EDITOR, needs_rule=True),
    (State.PUBLISHED, Action.REDACT): Transition(State.PUBLISHED, EDITOR, needs_rule=True),
    (State.RETURNED, Action.REVISE): Transition(State.SUBMITTED, AUTHOR),
    (State.PUBLISHED, Action.REVISE): Transition(State.PUBLISHED, AUTHOR),
    # The revision of a published text is judged while the approved version stays visible.
    (State.PUBLISHED, Action.PUBLISH): Transition(State.PUBLISHED, EDITOR),
    (State.PUBLISHED, Action.RETURN): Transition(State.PUBLISHED, EDITOR, needs_rule=True),
    (State.PUBLISHED, Action.REMOVE): Transition(State.REMOVED, EDITOR, needs_rule=True),
    (State.REMOVED, Action.RESTORE): Transition(State.QUEUED, EDITOR, needs_another_person=True),
    (State.REJECTED, Action.RESTORE): Transition(State.QUEUED, EDITOR, needs_another_person=True),
    # A complaint against a return can be upheld as well.
    (State.RETURNED, Action.RESTORE): Transition(State.QUEUED, EDITOR, needs_another_person=True),
    **{
        (state, Action.WITHDRAW): Transition(State.WITHDRAWN, AUTHOR)
        for state in (
            State.UNCONFIRMED,
            State.SUBMITTED,
            State.QUEUED,
            State.ESCALATED,
            State.RETURNED,
            State.PUBLISHED,
        )
    },
    **{
        (state, Action.ERASE): Transition(State.ERASED, AUTHOR | SYSTEM)
        for state in State
        if state is not State.ERASED
    },
}


class NotAllowed(Exception):
    """This role cannot take this action in this state."""

    def __init__(self, state: State, action: Action, role: Role) -> None:
        super().__init__(f"{role} may not {action} what is {state}")
        self.state, self.action, self.role = state, action, role


class RuleMissing(Exception):
    """This action needs a reason from the rulebook and a message to the author."""


def allowed(state: State, action: Action, role: Role) -> Transition:
    """The transition, or NotAllowed."""
    transition = TRANSITIONS.get((state, action))
    if transition is None or role not in transition.allowed:
        raise NotAllowed(state, action, role)
    return transition


def allowed_actions(state: State, role: Role) -> tuple[Action, ...]:
    """What this role can do now, in the order of the table."""
    return tuple(
        action
        for (source, action), transition in TRANSITIONS.items()
        if source is state and role in transition.allowed
    )
