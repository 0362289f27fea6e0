"""A walk through everything that the client and the gateway do; `make demo` runs it.

It starts a gateway of its own, so nothing is sent and nothing is paid.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import click
import httpx

from life import Life
from maton_quo import AsyncQuo, Quo, errors, models
from mock_gateway.demo import API_KEY
from own_gateway import free, gateway
from visit import CUSTOMER, show, shown


class Tour(Life):
    """The steps; each prints what it calls and what comes back."""

    def numbers(self) -> None:
        """The workspace's phone numbers, and who shares them"""
        for number in self.quo.phone_numbers.list():
            who = ", ".join(user.first_name or user.email for user in number.users)
            show(f"{number.id}  {number.formatted_number}  {number.name}", who)

    def users(self) -> None:
        """Its users, in every role"""
        for user in self.quo.users.list(max_results=50):
            show(f"{user.id}  {user.role}", f"{user.first_name or ''} {user.last_name or ''} <{user.email}>")

    def send(self) -> None:
        """A text is sent: queued first, paid from the balance, delivered a little later"""
        before = self._balance()
        message = self.quo.messages.send(content="Your table is ready 🍝", from_="PN123abc", to=[CUSTOMER])
        show(message.status, message.text)
        show("paid", f"{before - self._balance()} cent of {before}")
        self.control.advance(5)
        show(self.quo.messages.get(message.id).status, "five seconds later, by the gateway's own clock")

    def conversation(self) -> None:
        """It is in its conversation, which can be read, done and open"""
        thread = next(iter(self.quo.conversations.list(phone_numbers=["PN123abc"])))
        for message in self.quo.messages.list(phone_number_id="PN123abc", participants=thread.participants):
            show(f"{message.direction} {message.status}", message.text)
        show("read", self.quo.conversations.mark_as_read(thread.id).id)
        show("done", f"snoozed until {self.quo.conversations.mark_as_done(thread.id).snoozed_until:%Y}")
        show("open", f"snoozed until {self.quo.conversations.mark_as_open(thread.id).snoozed_until}")

    def calls(self) -> None:
        """Calls with one participant; `completed` does not say that anybody answered"""
        calls = self.quo.calls.list(phone_number_id="PN123abc", participants=["+15555555555"])
        for call in islice(calls, 4):
            show(
                f"{call.direction} {call.status}", f"{call.duration} s, answered: {call.answered_at or 'no'}"
            )

    def artefacts(self) -> None:
        """What remains of a call: recordings, summary, transcript, voicemail"""
        recording = self.quo.calls.recordings("AC123abc")[0]
        show(f"recording {recording.status}", recording.url)
        show("summary", (self.quo.calls.summary("AC123abc").summary or [""])[0])
        show("transcript", (self.quo.calls.transcript("AC123abc").dialogue or [])[1].content)
        show("voicemail", self.quo.calls.voicemail("AC123abc").transcript)

    def pages(self) -> None:
        """All contacts, page after page without asking for one"""
        first = self.quo.contacts.list(max_results=50)
        show("pages", [len(page.data) for page in first.pages()])
        show("contacts", f"{len(list(first))} of {first.total_items}")

    def contact(self) -> None:
        """A contact is created, changed (null empties, absent keeps) and deleted"""
        fields = models.ContactCreateFields(first_name="Ada", company="Analytical Engines", role="Founder")
        contact = self.quo.contacts.create(default_fields=fields, external_id="crm-ada")
        show("created", f"{contact.default_fields.first_name}, {contact.default_fields.role}")
        changes = models.ContactUpdateFields(role=None)
        changed = self.quo.contacts.update(contact.id, default_fields=changes).default_fields
        show("changed", f"company {changed.company}, role {changed.role}")
        self.quo.contacts.delete(contact.id)
        show("deleted", contact.id)

    def custom_fields(self) -> None:
        """The extra fields of this workspace"""
        for field in self.quo.contact_custom_fields.list():
            show(field.type, field.name)

    def connection(self) -> None:
        """A new OAuth connection: PENDING until a person allows it in the browser"""
        created = self.quo.connections.create(app="quo")
        pending = self.quo.connections.get(created.connection_id)
        show(pending.status, pending.url.partition("=")[0] + "=…")
        httpx.get(f"{pending.url}&auto=allow").raise_for_status()  # in place of the person
        show(self.quo.connections.get(created.connection_id).status, created.connection_id)
        other = self.quo.with_options(connection=created.connection_id)
        show("used", f"{len(other.phone_numbers.list())} numbers through it")
        self.quo.connections.delete(created.connection_id)

    def bad_request(self) -> None:
        """400: every complaint at once"""
        with shown(errors.BadRequest):
            self.quo.messages.send(content=" ", from_="12", to=["5551234"])

    def unauthorized(self) -> None:
        """401: a wrong key"""
        with shown(errors.Unauthorized):
            Quo(api_key="not-a-key", base_url=self.url).phone_numbers.list()

    def payment_required(self) -> None:
        """402: the balance does not cover the text, and nothing is sent"""
        with self._set(balance_cents=1), shown(errors.PaymentRequired):
            self.quo.messages.send(content="a" * 161, from_="PN123abc", to=[CUSTOMER])

    def forbidden(self) -> None:
        """403: a user who is not on the number; and a User-Agent that is blocked"""
        with shown(errors.Forbidden):
            self.quo.messages.send(content="Hi", from_="PN123abc", to=[CUSTOMER], user_id="US125abc")
        with shown(errors.Forbidden):
            self.quo.with_options(headers={"User-Agent": ""}).phone_numbers.list()

    def not_found(self) -> None:
        """404: no such message in this workspace"""
        with shown(errors.NotFound):
            self.quo.messages.get("ACdoesnotexist")

    def conflict(self) -> None:
        """409: two contacts with one external id"""
        fields = models.ContactCreateFields(first_name="Grace")
        contact = self.quo.contacts.create(default_fields=fields, external_id="crm-grace")
        with shown(errors.Conflict):
            self.quo.contacts.create(default_fields=fields, external_id="crm-grace")
        self.quo.contacts.delete(contact.id)

    def rate_limited(self) -> None:
        """429: more than ten requests in one second"""
        impatient = self.quo.with_options(max_retries=0)
        with self._set(rate_limit=10), shown(errors.RateLimited):
            for _ in range(100):
                impatient.users.get("US123abc")

    def server_error(self) -> None:
        """500: on demand, with the header Mock-Fault"""
        with shown(errors.ServerError):
            self.quo.with_options(max_retries=0, headers={"Mock-Fault": "500"}).phone_numbers.list()

    def asynchronous(self) -> None:
        """The same, awaited: four lists at once"""

        async def gather() -> list[int]:
            async with AsyncQuo(api_key=API_KEY, base_url=self.url) as quo:
                pages = await asyncio.gather(
                    quo.users.list(), quo.contacts.list(), quo.conversations.list(), quo.contacts.list()
                )
                return [page.total_items for page in pages]

        show("totals", asyncio.run(gather()))

    def _balance(self) -> int:
        return self.control.settings().balance_cents

    @contextmanager
    def _set(self, **settings: Any) -> Iterator[None]:
        before = self.control.settings()
        self.control.change_settings(**settings)
        try:
            yield
        finally:
            self.control.change_settings(**{name: getattr(before, name) for name in settings})


STEPS = (
    Tour.numbers, Tour.users, Tour.send, Tour.conversation, Tour.reply, Tour.webhook, Tour.calls,
    Tour.artefacts, Tour.incoming_call, Tour.tasks, Tour.pages, Tour.contact, Tour.custom_fields,
    Tour.connection, Tour.scripted_numbers, Tour.bad_request, Tour.unauthorized, Tour.payment_required,
    Tour.forbidden, Tour.not_found, Tour.conflict, Tour.rate_limited, Tour.server_error, Tour.fault,
    Tour.asynchronous, Tour.month,
)  # fmt: skip


@click.command()
@click.option("--port", default=8787, help="Where to listen, if nobody else does; 0: anywhere.")
def main(port: int) -> None:
    """Walk the tour; at a terminal, leave the gateway running until Ctrl-C."""
    with gateway(free(port)) as url:
        tour = Tour(url)
        for number, step in enumerate(STEPS, 1):
            click.echo(f"\n{number:4} {click.style(step.__doc__ or '', bold=True)}")
            step(tour)
        click.echo(f"\nAll {len(STEPS)} steps done. The gateway listens at {click.style(url, fg='green')}")
        click.echo(f"Its Maton key is {API_KEY}.")
        if sys.stdin.isatty():
            click.echo("Ctrl-C stops it.")
            try:
                while True:
                    time.sleep(3600)
            except KeyboardInterrupt:
                click.echo()


if __name__ == "__main__":
    main()
