"""Answer texts that come in outside office hours, once for each customer and day.

It receives Quo's webhooks: `subscribe` creates the webhook and prints its key, `serve` listens. Against the
mock (`quo-mock serve` in another terminal), where nothing is real:

    export MATON_API_KEY=maton_mock_key MATON_GATEWAY_URL=http://127.0.0.1:8787
    export QUO_WEBHOOK_KEY=$(python auto_responder.py subscribe http://127.0.0.1:8000/)
    python auto_responder.py serve --port 8000 --hours 09:00-17:00 --zone America/New_York

For real, set MATON_API_KEY to your key, leave MATON_GATEWAY_URL out, and give `subscribe` the public https
address of this receiver. Who has written STOP is not answered until they write START. What was answered is in
a file, so that neither a restart nor an event that Quo delivers again sends a second text.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sqlite3
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zoneinfo import ZoneInfo, available_timezones

from maton_quo import Quo, errors, models, webhooks

STOP = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"}
START = {"START", "UNSTOP"}
LARGEST = 1_000_000  # bytes of an event
TABLES = """
CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, customer TEXT, number TEXT, word TEXT, done INTEGER);
CREATE TABLE IF NOT EXISTS stopped (customer TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS answered (customer TEXT, day TEXT, PRIMARY KEY (customer, day));
"""


class Responder:
    """Decides who is answered, and answers; what it knows is in the file, so it can end at any time."""

    def __init__(self, quo: Quo, state: str, hours: tuple[time, time], zone: ZoneInfo, text: str) -> None:
        self.quo, self.hours, self.zone, self.text = quo, hours, zone, text
        self.state = sqlite3.connect(state, isolation_level=None, check_same_thread=False)
        self.state.executescript(TABLES)

    def accept(self, event: models.MessageEvent) -> None:
        """Note an event to be handled, unless it is noted already; of its text only STOP or START."""
        text = event.data.object
        word = (text.text or "").strip().upper()
        about = (
            event.id,
            text.from_,
            text.phone_number_id or text.to[0],
            word if word in STOP | START else "",
        )
        self.state.execute("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, 0)", about)

    def handle_all(self, now: datetime) -> None:
        """Handle every event that was noted, oldest first, and say what was done."""
        waiting = self.state.execute("SELECT * FROM events WHERE NOT done ORDER BY rowid")
        for event, customer, number, word, _ in waiting.fetchall():
            try:
                print(event, self._handle(customer, number, word, now), flush=True)
            except errors.QuoError as error:
                print(event, error, file=sys.stderr, flush=True)
            self.state.execute("UPDATE events SET done = 1, customer = NULL WHERE id = ?", [event])

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is in the office: Monday to Friday, within the hours."""
        local = now.astimezone(self.zone)
        return local.weekday() < 5 and self.hours[0] <= local.time() < self.hours[1]

    def _handle(self, customer: str, number: str, word: str, now: datetime) -> str:
        if word in STOP:
            self.state.execute("INSERT OR IGNORE INTO stopped VALUES (?)", [customer])
            return "stopped"
        if word in START:
            self.state.execute("DELETE FROM stopped WHERE customer = ?", [customer])
            return "started"
        if self.is_open(now):
            return "office hours"
        if self.state.execute("SELECT 1 FROM stopped WHERE customer = ?", [customer]).fetchone():
            return "wants no texts"
        if not re.fullmatch(r"\+[1-9]\d{6,14}", customer):
            return "cannot be texted"
        return self._answer(customer, number, now.astimezone(self.zone).date().isoformat())

    def _answer(self, customer: str, number: str, day: str) -> str:
        # Noted before it is sent: if this program ends in between, no text is better than two.
        noted = self.state.execute("INSERT OR IGNORE INTO answered VALUES (?, ?)", [customer, day])
        if noted.rowcount == 0:
            return "answered before"
        try:
            self.quo.messages.send(content=self.text, from_=number, to=[customer])
        except errors.StatusError:  # an answer, so surely nothing was sent: the next text may try again
            self.state.execute("DELETE FROM answered WHERE customer = ? AND day = ?", [customer, day])
            raise
        return "answered"


def receiver(port: int, key: str, responder: Responder, wake: threading.Event) -> ThreadingHTTPServer:
    """A server that verifies events and notes them; they are handled later, for Quo wants its 200 at once."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            self.send_response(self._status())
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _status(self) -> int:
            length = self.headers.get("Content-Length", "")
            if not re.fullmatch(r"[0-9]{1,9}", length) or int(length) > LARGEST:
                return 413
            try:
                event = webhooks.verify(self.rfile.read(int(length)), self.headers, key)
            except errors.BadSignature:
                return 401
            except errors.UndecodableEvent:
                return 200  # from Quo, but unreadable: to have it again would not help
            if isinstance(event, models.MessageEvent) and event.type == "message.received":
                responder.accept(event)
                wake.set()
            return 200

        def log_message(self, *_: object) -> None:
            """Say nothing: what was done is said where it is done."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def serve(quo: Quo, options: argparse.Namespace) -> None:
    """Listen until it is stopped."""
    key = os.environ.get("QUO_WEBHOOK_KEY", "")
    webhooks.sign(b"", key, 0)  # raises BadSignature if that is no key
    responder = Responder(quo, options.state, options.hours, options.zone, options.text)
    wake = threading.Event()
    with closing(responder.state), receiver(options.port, key, responder, wake) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"listening at http://127.0.0.1:{server.server_address[1]}/", flush=True)
        while True:
            responder.handle_all(datetime.now(UTC))
            wake.wait()
            wake.clear()


def subscribe(quo: Quo, url: str) -> str:
    """The key of the webhook that tells `url` of texts, which is created if there is none yet."""
    for hook in quo.webhooks.list():
        if hook.url == url and "message.received" in hook.events:
            return hook.key
    return quo.webhooks.create_for_messages(url=url, events=["message.received"]).key


def hours(text: str) -> tuple[time, time]:
    """`09:00-17:00` as two times."""
    begin, _, end = text.partition("-")
    return time.fromisoformat(begin), time.fromisoformat(end)


def zone(text: str) -> ZoneInfo:
    """The zone of that name; raises ValueError, as argparse wants it."""
    if text not in available_timezones():
        raise ValueError(text)
    return ZoneInfo(text)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("subscribe", help="create the webhook; prints its key").add_argument("url")
    listen = commands.add_parser("serve", help="receive events and answer")
    listen.add_argument("--port", type=int, default=8000)
    listen.add_argument("--hours", type=hours, default="09:00-17:00", help="when the office is open")
    listen.add_argument("--zone", type=zone, default="UTC", help="such as Europe/Berlin")
    listen.add_argument(
        "--text", default="Thank you! We are closed now and will answer on the next working day."
    )
    listen.add_argument("--state", default="auto_responder.db", help="the file that remembers")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Quo() as quo:
            print(subscribe(quo, options.url)) if options.command == "subscribe" else serve(quo, options)
        return 0
    except KeyboardInterrupt:
        return 0
    except errors.BadSignature as error:
        print(f"auto_responder: QUO_WEBHOOK_KEY: {error}", file=sys.stderr)
    except (OSError, OverflowError, sqlite3.Error, errors.QuoError) as error:
        print(f"auto_responder: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
