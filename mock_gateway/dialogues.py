"""What people say on the phone to a property manager, for calls that were given no words of their own."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said in a call, our side first and then in turns, and what it came down to."""

    lines: tuple[str, ...]
    summary: tuple[str, ...]
    next_steps: tuple[str, ...]
    finding: tuple[str, str]
    """What an AI agent notes: a name and a value."""
    voicemail: str
    """What the caller would have left on the machine."""


TALKS = (
    Talk(
        (
            "Good morning, how can I help?",
            "Hi, the kitchen tap in unit 4 has been dripping since Sunday, and now it runs.",
            "Oh dear. Can you reach the valve under the sink?",
            "Yes, I have turned it off. But then we have no water in the kitchen.",
            "I understand. A plumber can be with you tomorrow between nine and eleven.",
            "Nine to eleven is fine, I work from home.",
            "He will call when he is on his way. Anything else?",
            "No, that is all. Thank you!",
        ),
        (
            "The tenant of unit 4 reported a kitchen tap that no longer closes; the valve is shut.",
            "A plumber was promised for the next morning between nine and eleven.",
        ),
        ("Send a plumber to unit 4.", "Have him call when he is on his way."),
        ("Unit", "4"),
        "Hello, this is unit 4. The kitchen tap does not close any more. Please call me back.",
    ),
    Talk(
        (
            "Leasing, hello!",
            "Hello, I saw the two-bedroom flat on Elm Street. Is it still available?",
            "It is. It is free from the first of next month.",
            "Great. Are cats allowed?",
            "One cat is fine, with a deposit of two hundred.",
            "Could I see it on Thursday after five?",
            "Thursday at half past five. I will text you the address.",
            "Perfect, see you then.",
        ),
        (
            "The caller is interested in the two-bedroom flat on Elm Street and has a cat.",
            "A visit was agreed for Thursday at half past five.",
        ),
        ("Text the address to the caller.", "Put the visit into the calendar."),
        ("Flat", "Elm Street, two bedrooms"),
        "Hi, I am calling about the flat on Elm Street. I would like to see it this week, any evening works.",
    ),
    Talk(
        (
            "Repairs, what can I do for you?",
            "The heating in our flat is cold again, for the second time this week.",
            "I am sorry. Which flat is it?",
            "Unit 12, the top floor. It is fifteen degrees in here.",
            "I see the visit on Monday in our notes. I will send somebody with a new pump today.",
            "When will that be? I have to fetch my daughter at four.",
            "Before three, then. I will let him know.",
            "Thanks. I hope it lasts this time.",
        ),
        (
            "The heating of unit 12 failed for the second time in a week; it is fifteen degrees inside.",
            "Somebody will come with a new pump before three today.",
        ),
        ("Send the technician to unit 12 before three.", "Check the heating again next week."),
        ("Unit", "12"),
        "This is unit 12 on the top floor. The heating is off again. Please ring me quickly.",
    ),
    Talk(
        (
            "Main line, hello.",
            "Hello, I have moved out of unit 7 and wanted to ask about my deposit.",
            "Thank you for calling. We have the report of the handover, and all is in order.",
            "Good. When will I get the money?",
            "Within fourteen days. Is your bank account still the same?",
            "No, I have changed banks. Shall I send you the new one by e-mail?",
            "Yes, please, with your name and the unit in the subject.",
            "I will do that today. Goodbye.",
        ),
        (
            "A former tenant of unit 7 asked for the deposit; the handover was in order.",
            "It is paid within fourteen days, to a new bank account that comes by e-mail.",
        ),
        ("Wait for the e-mail with the new bank account.", "Pay the deposit within fourteen days."),
        ("Unit", "7"),
        "Hello, I used to live in unit 7. It is about my deposit and a new bank account. Please call back.",
    ),
)


def talk_of(call_id: str) -> Talk:
    """The talk of a call: always the same for the same call."""
    return random.Random(call_id).choice(TALKS)  # noqa: S311 - the same every time is the point
