"""The table of states and actions keeps its promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.states import (
    TRANSITIONS,
    Action,
    NotAllowed,
    Role,
    State,
    Transition,
    allowed,
    allowed_actions,
)

JUDGES = {Role.EDITOR, Role.LEAD_EDITOR}
NEVER_SEEN = {
    State.UNCONFIRMED,
    State.SUBMITTED,
    State.QUEUED,
    State.ESCALATED,
    State.RETURNED,
    State.REJECTED,
}

states = st.sampled_from(State)
actions = st.sampled_from(Action)
roles = st.sampled_from(Role)


def rows(*wanted: Action) -> list[tuple[State, Transition]]:
    """The rows of the table for these actions."""
    return [(source, row) for (source, action), row in TRANSITIONS.items() if action in wanted]


def test_only_judges_publish() -> None:
    entering = [
        row.allowed
        for (source, _), row in TRANSITIONS.items()
        if row.target is State.PUBLISHED and source is not State.PUBLISHED
    ]
    assert entering
    assert all(allowed_roles <= JUDGES for allowed_roles in entering)


def test_only_judges_approve_a_new_version_of_what_is_published() -> None:
    assert TRANSITIONS[State.PUBLISHED, Action.PUBLISH].allowed == JUDGES


@pytest.mark.parametrize("action", [Action.REJECT, Action.RETURN, Action.REDACT, Action.REMOVE])
def test_the_system_never_refuses(action: Action) -> None:
    assert all(Role.SYSTEM not in row.allowed for _, row in rows(action))


@pytest.mark.parametrize("action", [Action.REJECT, Action.RETURN, Action.REDACT, Action.REMOVE])
def test_every_refusal_carries_a_reason(action: Action) -> None:
    assert all(row.needs_rule for _, row in rows(action))


@pytest.mark.parametrize(
    "action", [Action.REJECT, Action.RETURN, Action.REDACT, Action.REMOVE, Action.PUBLISH]
)
def test_an_author_judges_nothing(action: Action) -> None:
    assert all(Role.AUTHOR not in row.allowed for _, row in rows(action))


def test_what_is_escalated_is_decided_by_a_lead_editor_alone() -> None:
    decisions = {
        action: TRANSITIONS[State.ESCALATED, action].allowed
        for action in (Action.PUBLISH, Action.REJECT, Action.RETURN, Action.QUEUE)
    }
    assert set(decisions.values()) == {frozenset({Role.LEAD_EDITOR})}


def test_a_lead_editor_may_do_all_that_an_editor_may() -> None:
    assert all(Role.LEAD_EDITOR in row.allowed for row in TRANSITIONS.values() if Role.EDITOR in row.allowed)


def test_a_decision_is_undone_by_somebody_else() -> None:
    assert all(row.needs_another_person for _, row in rows(Action.RESTORE))


def test_undoing_a_decision_leads_back_to_the_queue() -> None:
    assert {row.target for _, row in rows(Action.RESTORE)} == {State.QUEUED}


def test_whatever_is_erased_stays_erased() -> None:
    assert [action for source, action in TRANSITIONS if source is State.ERASED] == []


@pytest.mark.parametrize("state", [state for state in State if state is not State.ERASED])
def test_an_author_can_always_have_it_erased(state: State) -> None:
    assert Action.ERASE in allowed_actions(state, Role.AUTHOR)


@pytest.mark.parametrize("state", sorted(set(State) - {State.UNCONFIRMED}))
def test_every_state_can_be_reached(state: State) -> None:
    assert state in reached_from(State.UNCONFIRMED, set(Role))


@given(st.lists(st.tuples(actions, st.sampled_from([Role.AUTHOR, Role.SYSTEM])), max_size=30))
def test_without_an_editor_nothing_is_ever_seen(steps: list[tuple[Action, Role]]) -> None:
    state = State.UNCONFIRMED
    for action, role in steps:
        if action in allowed_actions(state, role):
            state = allowed(state, action, role).target
    assert state in NEVER_SEEN | {State.WITHDRAWN, State.ERASED}


@given(states, actions, roles)
def test_the_buttons_are_exactly_what_is_accepted(state: State, action: Action, role: Role) -> None:
    try:
        allowed(state, action, role)
    except NotAllowed:
        accepted = False
    else:
        accepted = True
    assert accepted is (action in allowed_actions(state, role))


@given(states, actions, roles)
def test_a_refusal_says_who_wanted_what(state: State, action: Action, role: Role) -> None:
    if action not in allowed_actions(state, role):
        with pytest.raises(NotAllowed) as refused:
            allowed(state, action, role)
        assert (refused.value.state, refused.value.action, refused.value.role) == (state, action, role)


def reached_from(start: State, who: set[Role]) -> set[State]:
    """All states that these roles can bring it to, the first one included."""
    found, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        for (source, _), row in TRANSITIONS.items():
            if source is here and row.allowed & who and row.target not in found:
                found.add(row.target)
                ahead.append(row.target)
    return found
