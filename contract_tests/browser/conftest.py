"""A browser for each worker, a fresh context for each test, and a gateway served beside them.

Playwright's synchronous interface keeps an event loop in the thread while it is open. So it is closed with
the last test of this package that a worker runs: `asyncio.run` in the tests after it finds the thread free.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from contract_tests.accounts import Account
from contract_tests.choices import Choice
from contract_tests.gateway import serving
from contract_tests.targets import Target, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .watching import Watch

Scheme = Literal["light", "dark"]
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
SHOTS = Path(__file__).parent / "screenshots"
PATIENCE = 15_000
"""Milliseconds after which a page that does not show what it should is given up."""

Open = Callable[..., "Page"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("there is no Playwright: pip install --group dev")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def at(url: str) -> Iterator[Target]:
    """The gateway at a URL, as the contract tests call it."""
    with opened(Choice(url, None)) as target:
        yield target


@pytest.fixture(scope="package")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """`quo-mock serve`, which all tests of a worker share: each takes an account of its own."""
    served = serving.serve(tmp_path_factory.mktemp("gateway"), "--set", "rate_limit=0")
    try:
        with at(served.url) as target:
            yield target
    finally:
        served.kill()


@pytest.fixture
def own_gateway(tmp_path: Path) -> Iterator[Target]:
    """A gateway of the test's own, whose clock it may move.

    A test asks for it before it asks for `open_page`, so that its pages are closed before it ends.
    """
    served = serving.serve(tmp_path, "--set", "rate_limit=0")
    try:
        with at(served.url) as target:
            yield target
    finally:
        served.kill()


@pytest.fixture
def account(gateway: Target) -> Account:
    """An account of the test's own at the shared gateway, with a workspace like the guide's."""
    return gateway.account()


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """What may not happen in any page of the test, and has not once it is over."""
    from .watching import Watch

    watch = Watch()
    yield watch
    assert watch.found == []


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Open]:
    """Opens a page of the gateway at a URL, in a context of its own; `size` and `scheme` may be given."""
    with ExitStack() as stack:

        def open(url: str, size: Any = WIDE, scheme: Scheme = "light", **options: Any) -> Page:
            context = stack.enter_context(
                browser.new_context(base_url=url, viewport=size, color_scheme=scheme, **options)
            )
            context.set_default_timeout(PATIENCE)
            watch.over(context, url)
            return context.new_page()

        yield open


@pytest.fixture
def page(open_page: Open, gateway: Target) -> Page:
    """A page as wide as a laptop, at the shared gateway."""
    return open_page(gateway.base_url)


@pytest.fixture
def phone(open_page: Open, gateway: Target) -> Page:
    """A page as narrow as a phone, at the shared gateway."""
    return open_page(gateway.base_url, NARROW, has_touch=True)
