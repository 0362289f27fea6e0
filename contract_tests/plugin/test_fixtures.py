"""The fixtures and the marker, in runs of pytest of their own."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

import mock_gateway

EXAMPLE = Path(__file__).parents[2] / "examples" / "testing" / "test_with_quo_mock.py"


def outcomes(pytester: pytest.Pytester, *arguments: str) -> tuple[dict[str, int], str]:
    pytester.makeini("[pytest]\naddopts = -p no:schemathesis -p no:cacheprovider --strict-markers")
    result = pytester.runpytest_subprocess("-W", "error", *arguments)
    return result.parseoutcomes(), result.stdout.str()


@pytest.fixture(scope="module")
def shop() -> str:
    """A seed as a file, made before `pytester`, which forgets what is imported while it is there."""
    with mock_gateway.running(seed="empty") as quo_mock:
        return quo_mock.control.export()


def test_the_marker_says_what_a_test_begins_as_and_the_nearest_wins(
    shop: str, pytester: pytest.Pytester
) -> None:
    pytester.makepyfile(
        """
        import pytest
        from maton_quo import errors

        pytestmark = pytest.mark.quo_mock(seed="empty", balance_cents=7)

        def test_module(quo_mock):
            assert quo_mock.client().contacts.list(max_results=1).total_items == 0
            assert quo_mock.control.settings().balance_cents == 7

        @pytest.mark.quo_mock(seed="demo", profile="observed", max_recipients=1, rate_limit=2)
        def test_nearest(quo_mock):
            quo = quo_mock.client(max_retries=0)
            assert quo.contacts.list(max_results=1).total_items > 0
            switches = {row.name: row.value for row in quo_mock.control.profile()}
            assert (switches["id_style"], switches["max_recipients"]) == ("live", "1")
            quo_mock.clock.freeze()
            with pytest.raises(errors.RateLimited):
                for _ in range(4):
                    quo.users.list(max_results=1)

        @pytest.mark.quo_mock(seed="shop.yaml")
        def test_file_beside_the_test(quo_mock):
            assert quo_mock.control.settings().balance_cents == 7
        """
    )
    pytester.path.joinpath("shop.yaml").write_text(shop)
    found, said = outcomes(pytester)
    assert found == {"passed": 3}, said


WRONG = {
    "sed='demo'": "There is no option 'sed'*Did you mean 'seed'?",
    "'demo'": "takes names only",
    "profile='imagined'": "There is no profile 'imagined'",
    "rate_limit='many'": "rate_limit takes a whole number",
    "balance_cents=-1": "balance_cents takes a whole number",
    "seed='nowhere.yaml'": "nowhere.yaml cannot be read",
    "seed='nothing'": "nothing",
    "id_style='odd'": "There is no value of id_style 'odd'",
}
"""What somebody may write into the marker, and the sentence that says so."""


def test_a_wrong_marker_is_one_sentence_and_no_traceback(pytester: pytest.Pytester) -> None:
    cases = (
        f"@pytest.mark.quo_mock({marker})\ndef test_{number}(quo_mock):\n    assert 0\n"
        for number, marker in enumerate(WRONG)
    )
    pytester.makepyfile("import pytest\n" + "".join(cases))
    pytester.makeini("[pytest]\naddopts = -p no:schemathesis -p no:cacheprovider")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(errors=len(WRONG))
    for told in WRONG.values():
        result.stdout.fnmatch_lines_random([f"*@pytest.mark.quo_mock*{told}*"])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*originals.py*")


def test_the_requests_of_a_failed_test_stand_below_it_without_keys_and_texts(
    pytester: pytest.Pytester,
) -> None:
    pytester.makepyfile(
        """
        def test_red(quo_mock):
            quo = quo_mock.client()
            quo.messages.send(content="a secret word", from_="PN123abc", to=["+12065550119"])
            quo.users.list(max_results=2)
            assert False

        def test_green(quo_mock):
            quo_mock.client().users.get("US123abc")
        """
    )
    found, said = outcomes(pytester, "--tb=native", "-rN", "-n", "2")
    assert found == {"failed": 1, "passed": 1}
    section = said.partition("quo_mock journal")[2]
    assert "POST /quo/v1/messages → 202" in section
    assert "GET /quo/v1/users?maxResults=2 → 200" in section
    assert "US123abc" not in said
    assert "secret" not in said
    assert "maton_mock_key" not in said


def test_the_example_is_green_on_several_workers_and_awaits_with_anyio(pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("test_example.py").write_text(EXAMPLE.read_text())
    pytester.makepyfile(
        test_awaits="""
        import pytest

        @pytest.mark.anyio
        async def test_awaited(quo_mock):
            async with quo_mock.async_client() as quo:
                await quo.messages.send(content="Hi", from_="PN123abc", to=["+12065550119"])
            assert len(quo_mock.sent) == 1

        @pytest.fixture
        def anyio_backend():
            return "asyncio"
        """
    )
    found, said = outcomes(pytester, "-n", "4")
    assert found == {"passed": 6}, said


def test_a_run_that_does_not_use_it_loads_nothing_of_the_gateway(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_unused():
            loaded = {name for name in sys.modules if name.split(".")[0] in ("mock_gateway", "flask")}
            assert loaded == {"mock_gateway", "mock_gateway.pytest_plugin"}
        """
    )
    found, said = outcomes(pytester)
    assert found == {"passed": 1}, said


def test_no_thread_is_left_when_it_ends() -> None:
    before = {*threading.enumerate()}
    with mock_gateway.running() as quo_mock:
        assert quo_mock.url.startswith("http://127.0.0.1:")
        assert len({*threading.enumerate()} - before) >= 2
    assert {*threading.enumerate()} <= before


def test_running_serves_unittest_and_tells_mistakes() -> None:
    with pytest.raises(ValueError, match="There is no option 'sead'"), mock_gateway.running(sead="demo"):
        pass
    code = (
        "import mock_gateway\n"
        "with mock_gateway.running(seed='empty', profile='observed') as quo_mock:\n"
        "    print(quo_mock.client().contacts.list(max_results=1).total_items)\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("0\n", "")
