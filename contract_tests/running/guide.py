"""The programs that the guide to Quo prints, to the letter; only their lines are broken again."""

from __future__ import annotations

_SHELL = """python <<'EOF'
import urllib.request, os, json
{}
print(json.dumps(json.load(urllib.request.urlopen(req)), indent=2))
EOF
"""
_KEY = """req.add_header('Authorization', f'Bearer {os.environ["MATON_API_KEY"]}')"""
_NAME = "req.add_header('User-Agent', 'Maton/1.0')"


def _shell(*lines: str) -> str:
    return _SHELL.replace("{}", "\n".join(lines))


SHELL = {
    "phone_numbers.list": _shell(
        "req = urllib.request.Request('https://gateway.maton.ai/quo/v1/phone-numbers')", _KEY, _NAME
    ),
    "connections.list": _shell(
        "req = urllib.request.Request('https://ctrl.maton.ai/connections?app=quo&status=ACTIVE')", _KEY
    ),
    "connections.create": _shell(
        "data = json.dumps({'app': 'quo'}).encode()",
        "req = urllib.request.Request('https://ctrl.maton.ai/connections', data=data, method='POST')",
        _KEY,
        "req.add_header('Content-Type', 'application/json')",
    ),
    "connections.get": _shell(
        "req = urllib.request.Request('https://ctrl.maton.ai/connections/{connection_id}')", _KEY
    ),
    "connections.delete": _shell(
        "req = urllib.request.Request('https://ctrl.maton.ai/connections/{connection_id}', method='DELETE')",
        _KEY,
    ),
    "phone_numbers.list, by its connection": _shell(
        "req = urllib.request.Request('https://gateway.maton.ai/quo/v1/phone-numbers')",
        _KEY,
        _NAME,
        "req.add_header('Maton-Connection', '21fd90f9-5935-43cd-b6c8-bde9d915ca80')",
    ),
    "connections.list, to try the key": _shell(
        "req = urllib.request.Request('https://ctrl.maton.ai/connections')", _KEY
    ),
}
"""Python within a shell, by the call that it makes."""

REQUESTS = {
    "phone_numbers.list": """import os
import requests

response = requests.get(
    'https://gateway.maton.ai/quo/v1/phone-numbers',
    headers={
        'Authorization': f'Bearer {os.environ["MATON_API_KEY"]}',
        'User-Agent': 'Maton/1.0'
    }
)
data = response.json()
""",
    "messages.send": """import os
import requests

response = requests.post(
    'https://gateway.maton.ai/quo/v1/messages',
    headers={
        'Authorization': f'Bearer {os.environ["MATON_API_KEY"]}',
        'User-Agent': 'Maton/1.0',
        'Content-Type': 'application/json'
    },
    json={
        'content': 'Hello from Quo!',
        'from': 'PN123abc',
        'to': ['+15555555555']
    }
)
data = response.json()
""",
}
"""Python with requests."""

JAVASCRIPT = """const response = await fetch(
  'https://gateway.maton.ai/quo/v1/phone-numbers',
  {
    headers: {
      'Authorization': `Bearer ${process.env.MATON_API_KEY}`,
      'User-Agent': 'Maton/1.0'
    }
  }
);
const data = await response.json();
"""

CURL = (
    ("GET", "phone-numbers", ""),
    ("GET", "users?maxResults=50", ""),
    ("GET", "users/US123abc", ""),
    ("POST", "messages", '{ "content": "Hello, world!", "from": "PN123abc", "to": ["+15555555555"] }'),
    ("GET", "messages?phoneNumberId=PN123abc&participants[]=+15555555555&maxResults=100", ""),
    ("GET", "messages/AC123abc", ""),
    ("GET", "calls?phoneNumberId=PN123abc&participants[]=+15555555555&maxResults=100", ""),
    ("GET", "calls/AC123abc", ""),
    ("GET", "call-recordings/AC123abc", ""),
    ("GET", "call-summaries/AC123abc", ""),
    ("GET", "call-transcripts/AC123abc", ""),
    ("GET", "call-voicemails/AC123abc", ""),
    ("GET", "contacts?maxResults=50", ""),
    ("GET", "contacts/CT123abc", ""),
    (
        "POST",
        "contacts",
        '{ "defaultFields": { "firstName": "Jane", "lastName": "Doe", "company": "Acme Corp",'
        ' "phoneNumbers": [{"name": "mobile", "value": "+15555555555"}],'
        ' "emails": [{"name": "work", "value": "jane@example.com"}] } }',
    ),
    ("PATCH", "contacts/CT123abc", '{ "defaultFields": { "company": "New Company" } }'),
    ("DELETE", "contacts/CT123abc", ""),
    ("GET", "contact-custom-fields", ""),
    ("GET", "conversations?maxResults=100", ""),
)
"""Method, path below /quo/v1/ and body of each request that it prints, its placeholders filled in."""


def curl(method: str, path: str, body: str) -> str:
    """The request as a line of shell, as the guide's notes say: `-g` for the brackets, and both headers."""
    words = ["curl -g -sS --fail-with-body", f"-X {method} 'https://gateway.maton.ai/quo/v1/{path}'"]
    words += ['-H "Authorization: Bearer $MATON_API_KEY"', "-H 'User-Agent: Maton/1.0'"]
    words += ["-H 'Content-Type: application/json'", f"-d '{body}'"] if body else []
    return f"{' '.join(words)} -o /dev/null -w '%{{http_code}}\\n'"
