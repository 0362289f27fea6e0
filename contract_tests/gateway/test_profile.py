"""The table of divergences, and the choice of a side for each."""

from __future__ import annotations

import json

import pytest

from mock_gateway.profile import BY_NAME, DIVERGENCES, Profile

SWITCHES = {
    "send_envelope": ("bare", "data"),
    "max_recipients": ("1", "10"),
    "max_results": ("required", "optional"),
    "id_style": ("guide", "live"),
    "recording_type": ("kind", "mime"),
    "patch_arrays": ("keep", "clear"),
    "auth_error_shape": ("flat", "wrapped"),
    "unknown_route": ("json", "express"),
    "plus_in_query": ("plus", "space"),
}


def test_the_table_holds_exactly_these_switches() -> None:
    assert {row.name: row.values for row in DIVERGENCES} == SWITCHES


def test_every_row_says_what_it_changes_and_how_we_know() -> None:
    for row in DIVERGENCES:
        assert row.about, row.name
        assert row.source, row.name
        assert row.date[:2] == "20", row.name
        assert row.documented != row.observed


@pytest.mark.parametrize(("name", "side"), [("documented", 0), ("observed", 1)])
def test_a_named_profile_takes_one_side_throughout(name: str, side: int) -> None:
    profile = Profile.named(name)
    assert {switch: profile[switch] for switch in BY_NAME} == {
        switch: values[side] for switch, values in SWITCHES.items()
    }


def test_setting_one_switch_leaves_the_others_and_the_original_alone() -> None:
    documented = Profile.named("documented")
    changed = documented.set("send_envelope", "data")
    assert changed["send_envelope"] == "data"
    assert documented["send_envelope"] == "bare"
    assert changed.set("send_envelope", "bare") == documented
    assert hash(changed.set("send_envelope", "bare")) == hash(documented)


def test_the_observed_profile_is_the_documented_one_with_every_switch_turned() -> None:
    profile = Profile.named("documented")
    for row in DIVERGENCES:
        profile = profile.set(row.name, row.observed)
    assert profile == Profile.named("observed")


@pytest.mark.parametrize("ten", [10, "10"])
def test_a_number_may_come_as_a_number_or_as_text(ten: int | str) -> None:
    assert Profile.named("documented").set("max_recipients", ten)["max_recipients"] == "10"


def test_an_unknown_switch_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(ValueError, match=r"no switch 'send_envelop'.*Did you mean 'send_envelope'\?"):
        Profile.named("documented").set("send_envelop", "data")


def test_an_unknown_value_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="no value of max_recipients '2'; allowed are 1, 10"):
        Profile.named("documented").set("max_recipients", 2)


def test_an_unknown_profile_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(ValueError, match=r"allowed are documented, observed\. Did you mean 'observed'\?"):
        Profile.named("observe")


def test_a_switch_that_does_not_exist_has_no_value() -> None:
    with pytest.raises(KeyError):
        Profile.named("documented")["rate_limit"]


def test_the_rows_are_json_and_tell_the_value_in_force() -> None:
    rows = json.loads(json.dumps(Profile.named("documented").set("id_style", "live").rows()))
    assert [row["name"] for row in rows] == list(SWITCHES)
    row = rows[3]
    assert (row["name"], row["value"], row["documented"]) == ("id_style", "live", "guide")
    assert row.keys() == {"name", "value", "documented", "observed", "about", "source", "date"}
