"""The demo account: its keys open nothing but a mock, so everybody may know them."""

from __future__ import annotations

API_KEY = "maton_mock_key"
QUO_KEY = "quo_mock_key"
CONNECTION_ID = "21fd90f9-5935-43cd-b6c8-bde9d915ca80"
"""The connection that the guide prints."""
