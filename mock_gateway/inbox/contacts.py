"""The address book: searched, read in windows, written and deleted."""

from __future__ import annotations

from typing import Any

import flask

from ..errors import Problem
from ..gateway import Gateway
from ..store.tables import CONTACTS
from . import contact_form, forms
from .contact_search import WINDOW, name_of, position_of, search, words_of
from .owner import Owner
from .place import here


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/contacts` of a workspace, and below."""
    contacts = flask.Blueprint("contacts", __name__)
    owner = Owner(gateway)
    contacts.add_app_template_filter(name_of)

    @contacts.get("/contacts")
    def index() -> str:
        return _page()

    @contacts.get("/contacts/new")
    def new() -> str:
        return _page(shown=contact_form.blank(here()))

    @contacts.post("/contacts/new")
    @forms.shown_again(new)
    def create() -> flask.typing.ResponseReturnValue:
        body = contact_form.body(here(), None, flask.request.form)
        made = owner.ask(here(), "contacts_create", body=body)
        return forms.done("Created", "contacts.one", id=made["id"])

    @contacts.get("/contacts/<id>")
    def one(id: str) -> str:
        return _page(shown=contact_form.filled(here(), _contact(id)), id=id)

    @contacts.post("/contacts/<id>")
    @forms.shown_again(one)
    def change(id: str) -> flask.typing.ResponseReturnValue:
        body = contact_form.body(here(), _contact(id), flask.request.form)
        owner.ask(here(), "contacts_update", body=body, contactId=id)
        return forms.done("Saved", "contacts.one", id=id)

    @contacts.post("/contacts/<id>/delete")
    def delete(id: str) -> flask.typing.ResponseReturnValue:
        owner.ask(here(), "contacts_delete", contactId=id)
        return forms.done("Deleted; the conversations stay", "contacts.index")

    return contacts


def _contact(id: str) -> dict[str, Any]:
    found = here().workspace.read(CONTACTS, id)
    if found is None:
        raise Problem(404, f"There is no contact {id!r} in this workspace")
    return found


def _page(*, shown: contact_form.Shown | None = None, id: str | None = None) -> str:
    """The list on one side, and what is shown of a contact on the other."""
    asked = flask.request.args
    words = asked.get("q", "").strip()
    window = search(here().workspace, words_of(words), position_of(asked.get("after")), WINDOW)
    return flask.render_template("contacts.html", shown=shown, id=id, words=words, window=window)
