"""The steps of the tour in which something happens: customers act, time passes, things go wrong."""

from __future__ import annotations

import time

from maton_quo import errors, models, webhooks
from mock_gateway.control.faults import NewMatch
from mock_gateway.faults.rule import Answer
from receiver import receiver
from visit import CUSTOMER, Visit, show, shown

TALK = "Hello, this is the Main Line.\nDo you have a table for two at eight?\nWe do. See you then!"
DAY = 24 * 3600


class Life(Visit):
    """What a live workspace would have, and a test could not wait for."""

    def reply(self) -> None:
        """The customer writes back, into the same conversation"""
        self.control.receive_text("Thanks, on our way!", from_=CUSTOMER)
        for message in self.quo.messages.list(phone_number_id="PN123abc", participants=[CUSTOMER]):
            show(f"{message.direction} {message.status}", message.text)

    def webhook(self) -> None:
        """A webhook: a receiver is told of a text, and verifies who told it"""
        with receiver() as ours:
            hook = self.quo.webhooks.create_for_messages(url=ours.url, events=["message.received"])
            show(f"{hook.id} {hook.status}", hook.events)
            self.control.receive_text("Is the table by the window?", from_=CUSTOMER)
            request = ours.next()
            event = webhooks.verify(request.body, request.headers, hook.key)
            if isinstance(event, models.MessageEvent):
                show(f"verified {event.type}", event.data.object.text)
            with shown(webhooks.BadSignature):
                webhooks.verify(request.body.replace(b"window", b"kitchen"), request.headers, hook.key)
            self.control.deliver()  # waits for our answer to be noted, too
            show("delivered", self.control.deliveries(webhook_id=hook.id)[0].attempts[0].status)
            self.quo.webhooks.delete(hook.id)

    def incoming_call(self) -> None:
        """A call comes in: it rings, is answered, ends; seconds later its transcript is there"""
        id = self.control.receive_call(from_=CUSTOMER, duration=30, transcript=TALK)["id"]
        for seconds in (0, 5, 30):
            self.control.advance(seconds)
            show(self.quo.calls.get(id).status, f"{seconds} seconds later")
        show(f"transcript {self.quo.calls.transcript(id).status}", "when the call is over")
        self.control.advance(15)
        transcript = self.quo.calls.transcript(id)
        show(f"transcript {transcript.status}", (transcript.dialogue or [])[1].content)

    def scripted_numbers(self) -> None:
        """Numbers that make things happen, as test cards do for payments"""
        chosen = {number.name: number for number in self.control.numbers()}
        sent = {
            name: self.quo.messages.send(content="Hi", from_="PN123abc", to=[chosen[name].number])
            for name in ("undelivered", "reply")
        }
        with shown(errors.BadRequest):
            self.quo.messages.send(content="Hi", from_="PN123abc", to=[chosen["opted out"].number])
        self.control.advance(10)
        for name, message in sent.items():
            show(f"{message.to[0]} {self.quo.messages.get(message.id).status}", chosen[name].about)
        thread = self.quo.messages.list(phone_number_id="PN123abc", participants=sent["reply"].to)
        show(f"{(newest := next(iter(thread))).direction} {newest.status}", newest.text)

    def fault(self) -> None:
        """A fault by rule: the next list of users fails, and only that"""
        match = NewMatch(operation="users_list")
        rule = self.control.fault(Answer(503, speaker="cloudflare"), match=match, times=1)
        with shown(errors.ServerError):
            self.quo.with_options(max_retries=0).users.list()
        show("after it", f"{self.quo.users.list().total_items} users")
        self.control.remove_fault(rule.id)

    def tasks(self) -> None:
        """A task is made, given to somebody and done; every change is a revision"""
        made = self.quo.tasks.create(
            title="Call back", description="About the table", phone_number_id="PN123abc"
        )
        self.quo.tasks.assign(made.task_id, user_id="US123abc")
        self.quo.tasks.complete(made.task_id)
        task = self.quo.tasks.get(made.task_id)
        show(f"{task.title}: completed {task.completed}", f"by {task.assigned_to}, revision {task.revision}")
        self.quo.tasks.delete(made.task_id)

    def month(self) -> None:
        """A month passes: a text arrives, a call is transcribed, a receiver that was down is told again"""
        with receiver() as ours:
            ours.refuse = 3
            hook = self.quo.webhooks.create_for_messages(url=ours.url, events=["message.delivered"])
            self.control.freeze()
            slow = next(number for number in self.control.numbers() if number.name == "slow")
            message = self.quo.messages.send(content="Hi", from_="PN123abc", to=[slow.number])
            call = self.control.receive_call(from_=CUSTOMER, duration=3600)
            began = time.perf_counter()
            self.control.advance(30 * DAY)
            show("a month", f"30 days in {time.perf_counter() - began:.2f} seconds of yours")
            self.control.resume()
            show(f"text {self.quo.messages.get(message.id).status}", "after a minute")
            show(f"transcript {self.quo.calls.transcript(call['id']).status}", "after an hour")
            [delivery] = self.control.deliveries(webhook_id=hook.id)
            answers = ", ".join(str(attempt.status) for attempt in delivery.attempts)
            show(f"webhook {delivery.status}", f"{answers}: at {delivery.attempts[-1].at}")
            self.quo.webhooks.delete(hook.id)
