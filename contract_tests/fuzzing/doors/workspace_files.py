"""Files of a workspace, as seeds and imports: everything wrong in its line, and nothing that explodes."""

from __future__ import annotations

from contract_tests.fuzzing.door import Attack, Door, promised
from mock_gateway.contract import load
from mock_gateway.portable import reading, text
from mock_gateway.portable.mistakes import BadFile
from mock_gateway.profile import Profile

_NOW = 1_800_000_000_000_000


def _ready() -> Attack:
    profile = Profile.named("documented")
    contract = load(profile)

    def attack(data: bytes) -> None:
        world = reading.world_of(contract, profile, now=_NOW, content=data)
        try:
            contents = reading.read(data, world)
        except BadFile as error:
            lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\x85") + data.count(b"\xa8") + 2
            promised(error.mistakes, "a bad file has a mistake")
            promised(all(1 <= each.line <= lines for each in error.mistakes), "each has a line of the file")
            return
        promised(contents.rows, "a sound file makes a workspace")
        promised(contents.balance_cents >= 0, "whose balance is not below nothing")
        text.read(data)

    return attack


_BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ncontacts: *c\n"
DOOR = Door(
    _ready,
    seeds=[
        b"users: [{name: Ada, email: a@example.com, role: owner}]\nphone_numbers: [{number: +12065550100}]\n",
        b"contacts:\n- {name: Ada, phones: [+12065550111], emails: [a@example.com], source: crm}\n",
        b"conversations:\n- with: +12065550111\n  messages: [{in: Hi, at: -3d 2h}, {out: Ho, at: -1d}]\n",
        b"calls: [{with: +12065550111, in: missed, at: 2026-03-01T12:00:00Z, voicemail: hello}]\n",
        b"tasks: [{title: x}]\nwebhooks: [{url: 'http://[::1]', events: [message.received]}]\n",
        b"custom_fields: [{name: Plan, type: string}]\nopt_outs: [+12065550111]\nbalance_cents: 1000\n",
        b"settings: {plan: starter}\ncalls: [{with: +12065550111, out: completed, duration: 9}]\n",
        b"settings: {rate_limit: 99999999999999999999999999, plan: starter}\nbalance_cents: -1\n",
        b"- " * 60,
        b"{a: " * 40,
        b"!!python/object/apply:os.system ['x']\n",
        b"a: !!binary aaaa\nb: 0x1F\nc: 012\nd: 2001-01-01\ne: .inf\n<<: {f: 1}\n",
        b"balance_cents: " + b"9" * 450,
        b"at: 9999-12-31T23:59:59.999999999+23:59\n--- \n...\n",
        "\ufeffusers: []\n\u0085contacts: [{first_name: \u2028}]".encode(),
        _BOMB,
    ],
    words=[
        b"users:",
        b"contacts:",
        b"conversations:",
        b"calls:",
        b"tasks:",
        b"webhooks:",
        b"messages:",
        b"at: ",
        b"with: ",
        b"phone_numbers:",
        b"custom_fields:",
        b"opt_outs:",
        b"settings:",
        b"balance_cents:",
        b"under_way:",
        b"plan:",
        b"*a",
        b"&a ",
        b"!!",
        b"? ",
        b": ",
        b"- ",
        b"|\n",
        b">\n",
        b"'",
        b'"',
        b"\n  ",
        b"-3d 2h",
        b"+12065550111",
        b"~",
    ],
    longest=1024,
)
