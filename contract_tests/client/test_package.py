"""The package as a whole: what it exports, imports, and how its models behave."""

from __future__ import annotations

import ast
import inspect
import pydoc
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import msgspec
import pytest

import maton_quo
from contract_tests.installed import IS_CHECKOUT
from maton_quo import UNSET, models

PACKAGE = Path(maton_quo.__file__).parent


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_the_names_of_the_first_readme_line_are_there() -> None:
    for name in ("Quo", "AsyncQuo", "errors", "models", "webhooks", "UNSET"):
        assert name in maton_quo.__all__
        assert hasattr(maton_quo, name)


def test_it_imports_nothing_but_httpx_msgspec_and_the_standard_library() -> None:
    for file in PACKAGE.rglob("*.py"):
        allowed = {"httpx", "msgspec", *sys.stdlib_module_names}
        if file.name == "pacing.py":
            allowed.add("pyrate_limiter")  # when it is asked for, see test_pacing
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names.append(node.module or "")
            for name in names:
                assert name.split(".")[0] in allowed, f"{file.name} imports {name}"


def test_at_run_time_it_imports_no_more_than_they_do() -> None:
    code = (
        "import sys, httpx, msgspec; before = set(sys.modules); import maton_quo;"
        "more = {name.split('.')[0] for name in set(sys.modules) - before};"
        "print(sorted(more - set(sys.stdlib_module_names)))"
    )
    assert python(code) == "['maton_quo']"


def test_every_module_says_what_it_is_for_in_one_sentence() -> None:
    for file in PACKAGE.rglob("*.py"):
        first = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
        assert first.endswith("."), file


def test_importing_it_imports_no_model_and_no_operation() -> None:
    code = "import sys, maton_quo; print([m for m in sys.modules if '.models.' in m or '.api' in m])"
    assert python(code) == "[]"


def test_what_is_imported_later_is_there_when_it_is_asked_for() -> None:
    code = "import maton_quo as q; print(q.webhooks.__name__, q.models.__name__, q.RawResponse.__name__)"
    assert python(code) == "maton_quo.webhooks maton_quo.models RawResponse"
    with pytest.raises(AttributeError, match="has no attribute 'faxes'"):
        _ = maton_quo.faxes
    assert set(maton_quo.__all__) < set(dir(maton_quo))


def test_a_model_is_imported_when_it_is_asked_for() -> None:
    code = "import sys, maton_quo; maton_quo.models.User; print(sum('.models.' in m for m in sys.modules))"
    assert python(code) == "2"  # itself, and the enum it uses


def test_all_models_can_be_had() -> None:
    for name in models.__all__:
        assert getattr(models, name) is not None
    assert set(dir(models)) == set(models.__all__)


def test_a_model_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Fax'"):
        _ = models.Fax


def test_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()


def test_the_version_is_the_distribution_s() -> None:
    assert metadata.version("maton-quo") == maton_quo.__version__


def test_models_are_made_by_keyword() -> None:
    with pytest.raises(TypeError):
        models.ContactValue("work", None)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="name"):
        models.ContactValue(value=None)  # type: ignore[call-arg]


def test_models_compare_by_value_and_show_what_was_given() -> None:
    one = models.ContactValue(name="work", value=None)
    assert one == models.ContactValue(name="work", value=None, id=UNSET)
    assert repr(one) == "ContactValue(name='work', value=None)"


def test_models_use_the_names_of_the_wire_only_on_the_wire() -> None:
    media = models.MessageMedia(url="https://x.test", type="image/png")
    assert msgspec.json.encode(media) == b'{"url":"https://x.test","type":"image/png"}'
    regions = msgspec.json.decode(b'{"CA":"a","Intl":"b","US":"c"}', type=models.RegionRestrictions)
    assert (regions.ca, regions.intl, regions.us) == ("a", "b", "c")
    fields = models.ContactCreateFields(first_name=None, phone_numbers=[])
    assert msgspec.json.encode(fields) == b'{"firstName":null,"phoneNumbers":[]}'


def test_enums_are_plain_strings_at_run_time() -> None:
    assert vars(models)["__getattr__"]("MessageStatus") is str


def test_the_help_of_a_method_says_what_an_editor_should_show() -> None:
    shown = pydoc.plain(pydoc.render_doc(maton_quo.Quo(api_key="key").messages.send))
    signature = "".join(
        shown.replace("\n", " ").split()
    )  # since 3.13 a long one has a line for each argument
    assert "send(*,content:'str',from_:'str',to:'list[str]'" in signature
    for said in (
        "-> 'Message'",
        "1 to 1600 characters",
        "Returns:\n    The message was accepted and is queued.",
        "Not Enough Credits (0200402)",
        "errors.ConnectionFailed, errors.Timeout: When no answer came.",
    ):
        assert said in "\n".join(line.removeprefix("    ") for line in shown.splitlines())


def test_every_public_method_says_what_it_raises() -> None:
    quo = maton_quo.Quo(api_key="key")
    for tag in (name for name, value in vars(maton_quo.Quo).items() if isinstance(value, property)):
        for name, method in vars(type(getattr(quo, tag))).items():
            if inspect.isfunction(method) and not name.startswith("_"):
                assert "Raises:" in (method.__doc__ or ""), f"{tag}.{name}"


def test_the_private_half_is_the_runtime_as_it_was_written() -> None:
    written = PACKAGE.parents[1] / "spec" / "client" / "runtime"
    if not IS_CHECKOUT:
        pytest.skip("what the client is made from is not installed with it")
    for file in written.glob("*.py"):
        assert (PACKAGE / "_runtime" / file.name).read_bytes() == file.read_bytes(), file.name
