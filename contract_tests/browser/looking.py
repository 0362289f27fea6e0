"""How a page is looked at: by a screen reader's rules, by its width, and by its picture."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

SHOTS = Path(__file__).parent / "screenshots"
"""Where pictures are kept for people to look at; git ignores it."""

GRAVE = ("serious", "critical")


def grave_faults(page: Page) -> list[str]:
    """What axe-core finds that keeps somebody from using the page: the rule, where, and what is wrong."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} at {' '.join(map(str, node['target']))}: {node['html'][:150]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """The elements that stick out at the right of a page which must then be scrolled sideways."""
    found: list[str] = page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= wide) return []
            return [...document.querySelectorAll('body *')]
                .filter(each => each.getBoundingClientRect().right > wide + 1)
                .map(each => each.outerHTML.slice(0, 120))
        }"""
    )
    return found


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the whole page."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True, animations="disabled")
