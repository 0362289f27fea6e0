"""What an operation answers besides its success, as the docstring of its method lists it."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

CLASSES = {
    "400": "BadRequest",
    "401": "Unauthorized",
    "402": "PaymentRequired",
    "403": "Forbidden",
    "404": "NotFound",
    "409": "Conflict",
    "422": "UnprocessableEntity",
    "429": "RateLimited",
}


def operation(document: Json, name: str) -> Json:
    """The operation of that id as the contract states it."""
    methods = (method for item in document["paths"].values() for method in item.values())
    found: Json = next(m for m in methods if isinstance(m, dict) and m.get("operationId") == name)
    return found


def success(stated: Json) -> str:
    """What a success is, in the contract's words."""
    return next(str(r["description"]) for s, r in stated["responses"].items() if str(s).startswith("2"))


def problems(stated: Json, document: Json) -> dict[str, str]:
    """What each documented status means, by the class that is raised, with the codes that have a name."""
    found: dict[str, str] = {}
    for status, kind in CLASSES.items():
        if status in stated["responses"]:
            described = _described(stated["responses"][status], document)
            found[f"errors.{kind}"] = " ".join([described, *_named(stated, status, document)])
    return found


def _described(response: Json, document: Json) -> str:
    reference = str(response.get("$ref", "")).rpartition("/")[2]
    target = document["components"]["responses"][reference] if reference else response
    return str(target["description"])


def _named(stated: Json, status: str, document: Json) -> list[str]:
    """The codes of a status that have a title of their own, such as `Not Enough Credits (0200402).`"""
    titles = document.get("x-problems", {})
    codes = [code for code in stated.get("x-codes", []) if code.endswith(status) and code in titles]
    return [", ".join(f"{titles[code]['title']} ({code})" for code in codes) + "."] if codes else []
