"""Which differences the profiles of the two sides explain, each by the divergence that `profile.py` names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from contract_tests.differential.comparison import Answer, Difference
from contract_tests.differential.names import Pair
from contract_tests.differential.steps import Step
from mock_gateway.profile import Profile

ARRAYS = ("/data/defaultFields/emails", "/data/defaultFields/phoneNumbers", "/data/customFields")
STYLED = ("contactId", "conversationId")


@dataclass(frozen=True, slots=True)
class Odd:
    """A request that is no call of the spec."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()


UNKNOWN_ROUTE, WRONG_METHOD, WRONG_KEY, RAW_PLUS = (
    "an unknown route",
    "a wrong method",
    "a wrong key",
    "a raw +",
)
ODD = {
    UNKNOWN_ROUTE: Odd("GET", "/quo/v1/nothing"),
    WRONG_METHOD: Odd("PUT", "/quo/v1/messages"),
    WRONG_KEY: Odd("GET", "/quo/v1/users", (("Authorization", "Bearer wrong"),)),
    RAW_PLUS: Odd("GET", "/quo/v1/messages?phoneNumberId=PN123abc&participants=+15555555555&maxResults=1"),
}
"""By what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a divergence shows in the answers to a step."""

    switch: str
    covers: Callable[[Step, Difference], bool]
    parts: bool = False
    """Whether the two are in different states afterwards, so that no further step can be compared."""


def _sends_to_many(step: Step, _: Difference) -> bool:
    to = _body(step, "to")
    return step.operation == "messages_send" and isinstance(to, list) and len(to) > 1


def _leaves_max_results_out(step: Step, _: Difference) -> bool:
    return step.operation.endswith("_list") and "max_results" not in step.arguments


def _has_an_id_of_its_own(step: Step, difference: Difference) -> bool:
    """An id that nobody gave out may be well-formed in one style only."""
    call = step.call
    if call is None:
        return False
    given = [call.path.get(name) for name in STYLED] + [_body(step, name) for name in STYLED]
    return any(id is not None and not isinstance(id, Pair) for id in given) or "^C" in difference.left


def _is_a_recording_s_type(step: Step, difference: Difference) -> bool:
    return step.operation == "calls_recordings" and difference.where.endswith("/type")


def _is_a_cleared_array(step: Step, difference: Difference) -> bool:
    return step.operation == "contacts_update" and difference.where.startswith(ARRAYS)


EXPLANATIONS = (
    Explanation("max_recipients", _sends_to_many, parts=True),
    Explanation("max_results", _leaves_max_results_out),
    Explanation("id_style", _has_an_id_of_its_own),
    Explanation("recording_type", _is_a_recording_s_type),
    Explanation("patch_arrays", _is_a_cleared_array, parts=True),
    Explanation("auth_error_shape", lambda step, _: step.does == WRONG_KEY),
    Explanation("unknown_route", lambda step, _: step.does in (UNKNOWN_ROUTE, WRONG_METHOD)),
    Explanation("plus_in_query", lambda step, _: step.does == RAW_PLUS),
)


def explained(step: Step, difference: Difference, profiles: tuple[Profile, Profile]) -> Explanation | None:
    """The divergence, of those in which the two profiles differ, that a difference comes from."""
    left, right = profiles
    differing = (each for each in EXPLANATIONS if left[each.switch] != right[each.switch])
    return next((each for each in differing if each.covers(step, difference)), None)


def unwrapped(step: Step, profiles: tuple[Profile, Profile], answer: Answer) -> Answer:
    """The answer to a sent text without its envelope, where only one side has one (`send_envelope`)."""
    if step.operation != "messages_send" or profiles[0]["send_envelope"] == profiles[1]["send_envelope"]:
        return answer
    content = answer.content
    is_wrapped = answer.status == 202 and isinstance(content, dict) and content.keys() == {"data"}
    return replace(answer, content=content["data"]) if is_wrapped else answer


def _body(step: Step, name: str) -> object:
    body = step.call.body if step.call else None
    return body.get(name) if isinstance(body, dict) else None
