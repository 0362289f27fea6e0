"""What the steps are made of: few values, so that they meet one another again and shrink to little."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Strategy = st.SearchStrategy[Any]

NUMBER = "PN123abc"
USERS: Strategy = st.sampled_from(["US123abc", "US124abc", "USnobody"])
NUMBERS = ["+15555555555", "+14155550171"]
PEOPLE: Strategy = st.sampled_from(NUMBERS)
WORDS: Strategy = st.sampled_from(["a", "b", "é"])
MAYBE: Strategy = st.none() | WORDS
_ITEM: Strategy = st.fixed_dictionaries({"name": st.just("work"), "value": WORDS | MAYBE})
_ARRAYS: dict[str, Strategy] = {
    name: st.lists(_ITEM, max_size=2) | st.lists(_ITEM, min_size=1, max_size=1)
    for name in ("emails", "phoneNumbers")
}
_FIELDS: Strategy = st.fixed_dictionaries(
    {}, optional={"firstName": MAYBE, "lastName": MAYBE, "company": MAYBE, "role": MAYBE, **_ARRAYS}
)
_KEYS = {
    "65a1f0c2d3e4b5a697880001": WORDS,
    "65a1f0c2d3e4b5a697880003": st.integers(0, 3),
    "65a1f0c2d3e4b5a697880004": st.booleans(),
    "nope": WORDS,
}
_CUSTOM: Strategy = st.lists(
    st.sampled_from(sorted(_KEYS)).flatmap(
        lambda key: st.fixed_dictionaries({"key": st.just(key), "value": st.none() | _KEYS[key]})
    ),
    max_size=2,
)
_EXTERNAL_IDS = st.sampled_from(["crm-1", "crm-2"])
_SOURCES = st.sampled_from(["crm", "Shop", "shop"])
_OWN: dict[str, Strategy] = {
    "externalId": st.none() | _EXTERNAL_IDS,
    "source": _SOURCES,
    "customFields": _CUSTOM,
}
# What is drawn freely has seldom all that a change is about.
_FULL: Strategy = st.fixed_dictionaries(
    {"firstName": WORDS, "emails": st.lists(_ITEM.filter(lambda item: item["value"]), min_size=1, max_size=1)}
)
CONTACT: Strategy = st.fixed_dictionaries(
    {
        "defaultFields": _FULL | st.fixed_dictionaries({"firstName": MAYBE}, optional=_ARRAYS),
        "source": _SOURCES,
    },
    optional={name: _OWN[name] for name in ("externalId", "customFields")},
)
CHANGED_CONTACT: Strategy = st.fixed_dictionaries({"defaultFields": _FULL}) | st.fixed_dictionaries(
    {}, optional={"defaultFields": _FIELDS, **_OWN}
)
CONTACT_FILTERS: Strategy = st.fixed_dictionaries(
    {"maxResults": st.sampled_from([50, 1])},
    optional={
        "externalIds": st.lists(_EXTERNAL_IDS, min_size=1, max_size=2),
        "sources": st.lists(_SOURCES, min_size=1, max_size=2),
    },
)
CONTACT_WALK: Strategy = st.one_of(
    st.fixed_dictionaries({"maxResults": st.just(50)}),
    st.fixed_dictionaries({"maxResults": st.just(1), "sources": st.just(["shop", "Shop"])}),
)

_DUE = st.sampled_from(["2026-03-06T09:30:00.000Z", "2027-01-01T00:00:00+01:00"])
SAYS: Strategy = st.fixed_dictionaries({"title": WORDS, "description": WORDS})
TASK: Strategy = st.fixed_dictionaries(
    {"title": WORDS, "description": WORDS}, optional={"dueDate": _DUE, "assignedTo": USERS}
)
LINK: Strategy = st.sampled_from(["phoneNumberId", "conversationId", "activityId"])
_TO_A_USER = st.fixed_dictionaries({"userId": USERS})
TASK_CHANGE: Strategy = st.one_of(
    st.tuples(st.sampled_from(["complete", "reopen", "remove_due_date"]), st.none()),
    st.tuples(st.sampled_from(["assign", "unassign"]), _TO_A_USER),
    st.tuples(st.just("change_due_date"), st.fixed_dictionaries({"dueDate": _DUE})),
)

_EVENTS = {
    "messages": ["message.received", "message.delivered"],
    "calls": ["call.ringing", "call.completed", "call.recording.completed"],
    "call_summaries": ["call.summary.completed"],
    "call_transcripts": ["call.transcript.completed"],
}
WEBHOOK: Strategy = st.sampled_from(sorted(_EVENTS)).flatmap(
    lambda kind: st.tuples(
        st.just(kind),
        st.fixed_dictionaries(
            {"url": st.just("http://127.0.0.1:9/quo"), "events": st.just(_EVENTS[kind])},
            optional={
                "label": WORDS,
                "status": st.sampled_from(["enabled", "disabled"]),
                "resourceIds": st.sampled_from([["*"], [NUMBER], ["PNnone"]]),
                "userId": USERS,
            },
        ),
    )
)
OF_A_USER: Strategy = st.fixed_dictionaries({}, optional={"userId": USERS})

ITS_THREAD = ("conversation", "conversationId")
"""What the answer to a text names beside the text itself."""
OF_AN_ACTIVITY = [
    "messages_get", "calls_get", "calls_recordings", "calls_summary", "calls_transcript", "calls_voicemail",
]  # fmt: skip
_TO = st.sampled_from([NUMBERS[:1], NUMBERS[1:], NUMBERS[1:], NUMBERS])
SENT: Strategy = st.fixed_dictionaries(
    {"content": st.sampled_from(["Hi", "日" * 71]), "from": st.just(NUMBER), "to": _TO},
    optional={"setInboxStatus": st.just("done"), "userId": USERS},
)
THREAD: Strategy = st.fixed_dictionaries(
    {
        "phoneNumberId": st.just(NUMBER),
        "participants": PEOPLE.map(lambda person: [person]),
        "maxResults": st.sampled_from([100, 1]),
    }
)
INBOX: Strategy = st.fixed_dictionaries(
    {"maxResults": st.sampled_from([100, 30])},
    optional={"excludeInactive": st.booleans(), "phoneNumbers": st.just([NUMBER]), "userId": USERS},
)
SETTINGS: Strategy = st.one_of(
    st.fixed_dictionaries({"balance_cents": st.integers(0, 3)}),
    st.fixed_dictionaries({"open_task_limit": st.integers(1, 4)}),
)
INBOUND_CALL: Strategy = st.fixed_dictionaries(
    {
        "from_": PEOPLE,
        "scenario": st.sampled_from(["answered", "missed", "voicemail", "forwarded", "ai-handled"]),
        "duration": st.sampled_from([0, 20]),
        "transcript": st.just("Hello.\nGood day."),
        "summary": st.just("They said hello."),
    }
)
