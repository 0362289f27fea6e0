"""The browser's own promises: what goes wrong in a page is seen, and other tests are left in peace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .watching import Watch

FAULTS = {
    "an exception": "setTimeout(() => { throw new Error('planted') })",
    "console error": "console.error('planted')",
    "a dialog": "alert('planted')",
    "a request to another host": "location = 'https://example.com/planted'",
    "Content Security Policy": "document.body.insertAdjacentHTML('beforeend', '<p onclick=1>planted'); "
    "document.querySelector('[onclick]').click()",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_in_a_page_is_noted(page: Page, watch: Watch, fault: str) -> None:
    watch.expect(r"status of 404|planted|Content Security Policy")
    page.goto("/connect/")
    page.evaluate(FAULTS[fault])
    for _ in range(PATIENCE // 50):
        page.wait_for_timeout(50)  # which is also when Playwright hears of it
        if fault in "\n".join(watch.everything):
            break
    else:
        pytest.fail(f"{watch.everything} tells nothing of {fault}")


def test_a_test_that_awaits_may_follow_in_the_same_process() -> None:
    """Playwright keeps an event loop in the thread for as long as it is open."""
    browsing = f"{__file__}::{test_what_goes_wrong_in_a_page_is_noted.__name__}"
    awaiting = str(Path(__file__).parents[1] / "client" / "test_lifetime.py")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", browsing, awaiting]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
