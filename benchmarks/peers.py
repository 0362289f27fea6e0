"""The contenders: what each is, how its users would set it up, and its form of the same two requests."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path

from benchmarks import canned, filling
from benchmarks.installing import Package, node, which
from benchmarks.load import Request
from mock_gateway.demo import API_KEY

UNIT = "bare Flask on granian"
GATEWAY = "maton-quo"

PRISM = Package("npm", "@stoplight/prism-cli", "5.16.0")
MOCKOON = Package("npm", "@mockoon/cli", "9.9.0")
WIREMOCK = Package("npm", "wiremock", "3.13.2")
EMULATE = Package("npm", "emulate", "0.12.2")
MOTO = Package("pip", "moto[server]", "5.2.5")

KEY = {"Authorization": f"Bearer {API_KEY}"}
MESSAGES = f"{canned.MESSAGES_PATH}?phoneNumberId=PN123abc&participants=%2B12065550119&maxResults=100"


@dataclass(frozen=True, slots=True)
class Contender:
    """A server: `command` is given the port, `files` lie in the folder that it is started in."""

    name: str
    version: str
    setup: str
    command: Callable[[int], list[str]]
    small: Request
    page: Request | None
    packages: tuple[Package, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    files: Callable[[], dict[str, str]] = dict
    fill: Callable[[str], None] = field(default=lambda url: None)


def _bare(port: int) -> list[str]:
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-log", "--blocking-threads", "1"]
    return [*granian, "--port", str(port), "benchmarks.bare:app"]


def _gateway(workers: int | None, port: int) -> list[str]:
    several = [] if workers is None else ["--workers", str(workers), "--db", "quo.db"]
    serve = [sys.executable, "-m", "mock_gateway", "serve", "--port", str(port), "--set", "rate_limit=0"]
    return [*serve, *several]


def _on_node(package: Package, script: str, *arguments: str) -> Callable[[int], list[str]]:
    def command(port: int) -> list[str]:
        program = [node().inside(f"{node().name}/bin/node"), package.inside(f".bin/{script}")]
        return [*program, *arguments, str(port)]

    return command


def _wiremock(port: int) -> list[str]:
    jar = f"wiremock/build/wiremock-standalone-{WIREMOCK.version}.jar"
    where = ["--bind-address", "127.0.0.1", "--port", str(port)]
    return [which("java"), "-jar", WIREMOCK.inside(jar), *where, "--disable-banner", "--no-request-journal"]


def _moto(port: int) -> list[str]:
    return [sys.executable, "-m", "moto.server", "-p", str(port)]


def _stripe_mock(port: int) -> list[str]:
    return [which("stripe-mock"), "-http-addr", f"127.0.0.1:{port}"]


def _dynamodb(operation: str, question: Mapping[str, object]) -> Request:
    return Request("/", filling.dynamodb_headers(operation), json.dumps(question))


def contenders(workers: int | None) -> list[Contender]:
    """All of them, the unit first; the gateway with so many workers, or with what is its default."""
    twilio = filling.twilio_authorizations()
    static = (Request(canned.NUMBER_PATH, KEY), Request(MESSAGES, KEY))
    return [
        Contender(
            UNIT,
            f"{version('flask')} / {version('granian')}",
            "two views, jsonify; nothing checked, nothing kept; one blocking thread",
            _bare,
            *static,
            environment={"PYTHONPATH": str(Path(__file__).parents[1])},
            files=canned.for_flask,
        ),
        Contender(
            GATEWAY,
            version("maton-quo"),
            f"rate_limit=0, {'as it is by default' if workers is None else f'{workers} workers, one file'}",
            partial(_gateway, workers),
            Request("/quo/v1/phone-numbers/PN123abc", KEY),
            Request(
                "/quo/v1/messages?phoneNumberId=PN124abc&participants=%2B12065550101&maxResults=100", KEY
            ),
        ),
        Contender(
            "Prism",
            PRISM.version,
            "our spec/openapi.yaml, static examples, the page of 100 put in as an example; log level error",
            _on_node(PRISM, "prism", "mock", "openapi.json", "-v", "error", "-p"),
            *static,
            (PRISM, node()),
            files=canned.for_prism,
        ),
        Contender(
            "Mockoon",
            MOCKOON.version,
            "a data file with two routes, no templating, no log file",
            _on_node(
                MOCKOON, "mockoon-cli", "start", "-d", "environment.json", "-r", "-X", "-l", "127.0.0.1", "-p"
            ),
            *static,
            (MOCKOON, node()),
            files=canned.for_mockoon,
        ),
        Contender(
            "WireMock",
            WIREMOCK.version,
            "two static mappings, no request journal",
            _wiremock,
            *static,
            (WIREMOCK,),
            files=canned.for_wiremock,
        ),
        Contender(
            "moto",
            MOTO.version,
            "moto_server; DynamoDB GetItem of one stored message, and Query of a key with 100",
            _moto,
            _dynamodb("GetItem", {"TableName": "messages", "Key": filling.dynamodb_key(0)}),
            _dynamodb("Query", filling.DYNAMODB_PAGE),
            (MOTO,),
            environment={"PYTHONPATH": str(MOTO.folder)},
            fill=filling.moto,
        ),
        Contender(
            "emulate",
            EMULATE.version,
            "its Twilio service; one phone number, and a page of 100 messages that were sent to it; "
            f"{len(twilio)} API keys in turn, as each has 5 000 requests an hour",
            _on_node(EMULATE, "emulate", "start", "--service", "twilio", "--seed", "seed.json", "--port"),
            Request(f"{filling.TWILIO}/IncomingPhoneNumbers/PN{0:032}.json", authorizations=twilio),
            Request(f"{filling.TWILIO}/Messages.json?PageSize=100", authorizations=twilio),
            (EMULATE, node()),
            files=filling.twilio_seed,
            fill=filling.emulate,
        ),
        Contender(
            "stripe-mock",
            "as found",
            "one customer from its fixtures; its lists have one item, so there is no page",
            _stripe_mock,
            Request("/v1/customers/cus_123", {"Authorization": "Bearer sk_test_123"}),
            None,
        ),
    ]
