"""Which hosts are the gateway, which are let through, and what is remembered of the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway.intercept.head import Wanted
from mock_gateway.intercept.hosts import HOSTS, Hosts


@pytest.mark.parametrize("name", sorted(HOSTS))
def test_maton_and_quo_are_the_gateway_even_if_they_are_allowed(name: str) -> None:
    for hosts in (Hosts(), Hosts([name])):
        assert hosts.way_to(Wanted(name, 443, tunnel=True)) == "gateway"
        assert hosts.way_to(Wanted(name, 80, tunnel=False)) == "gateway"
        assert hosts.refused == {}


@pytest.mark.parametrize("name", sorted(HOSTS))
def test_their_other_ports_are_nobodys(name: str) -> None:
    hosts = Hosts([name])
    assert hosts.way_to(Wanted(name, 8443, tunnel=True)) == "refused"
    assert hosts.way_to(Wanted(name, 443, tunnel=False)) == "refused"


@given(st.lists(st.sampled_from(["a.example", "b.example", "c.example", "xa.example", "a.example.org"])))
def test_only_what_was_allowed_is_let_through_and_the_rest_is_counted(wanted: list[str]) -> None:
    hosts = Hosts(["A.example."])
    ways = [hosts.way_to(Wanted(name, 443, tunnel=True)) for name in wanted]
    assert ways == ["through" if name == "a.example" else "refused" for name in wanted]
    others = [f"{name}:443" for name in wanted if name != "a.example"]
    assert list(hosts.refused) == list(dict.fromkeys(others))
    assert hosts.refused == {name: others.count(name) for name in others}


def test_a_scan_does_not_fill_the_memory() -> None:
    hosts = Hosts()
    for port in range(1, 3000):
        hosts.way_to(Wanted("a.example", port, tunnel=True))
    assert len(hosts.refused) == 1000
    hosts.way_to(Wanted("a.example", 1, tunnel=True))
    assert hosts.refused["a.example:1"] == 2
