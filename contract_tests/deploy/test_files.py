"""The files of `mock_gateway/deploy` keep their promises: no secret by default, no root, nothing missing."""

from __future__ import annotations

import re
import shlex
import tomllib
from typing import Any

import pytest
import yaml

from mock_gateway import encryption
from mock_gateway.commands.serve import serve

from .composed import DEPLOY, ROOT, Unset, compose, instruction, instructions, variables_of

GIVEN = {"POSTGRES_PASSWORD": "p", "QUO_MOCK_ADMIN_TOKEN": "t", "QUO_MOCK_PUBLIC_URL": "https://a.example"}
FILE = compose(GIVEN)
SERVICES: dict[str, Any] = FILE["services"]
GATEWAYS = ["gateway-1", "gateway-2", "gateway-3"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("name", GIVEN)
def test_nothing_starts_while_a_secret_is_missing(name: str) -> None:
    example = variables_of((DEPLOY / "example.env").read_text())
    assert example[name] == ""
    with pytest.raises(Unset, match=name):
        compose({**example, **GIVEN, name: ""})
    assert compose({**example, **GIVEN}) == FILE, "what the example sets beside them is the default"


def test_every_variable_is_in_the_example() -> None:
    used = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text()))
    assert used == variables_of((DEPLOY / "example.env").read_text()).keys()


def test_everything_comes_back_by_itself_and_is_watched() -> None:
    assert {service["restart"] for service in SERVICES.values()} == {"unless-stopped"}
    watched = {name for name, service in SERVICES.items() if "healthcheck" in service}
    assert watched == SERVICES.keys() - set(GATEWAYS), "the gateways have that of their image"
    assert {name for name in SERVICES if name.startswith("gateway-")} == set(GATEWAYS)


def test_only_nginx_can_be_reached_and_from_this_machine_only() -> None:
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "nginx": ["127.0.0.1:8443:8443"]
    }
    assert FILE["networks"]["inside"]["internal"]
    assert SERVICES["postgres"]["networks"] == SERVICES["redis"]["networks"] == ["inside"]


def test_the_command_of_the_gateways_is_one_and_names_options_that_there_are() -> None:
    options = {name for parameter in serve.params for name in parameter.opts}
    for name in GATEWAYS:
        command = SERVICES[name]["command"]
        assert command == SERVICES[GATEWAYS[0]]["command"]
        assert {word for word in command if word.startswith("--")} <= options
    variables = {encryption.VARIABLE, *(parameter.envvar for parameter in serve.params)}
    assert SERVICES[GATEWAYS[0]]["environment"].keys() <= variables
    commands = str([service.get("command") for service in SERVICES.values()])
    assert "postgresql://" not in commands, "a command line can be read by everybody on the machine"


def test_nginx_knows_the_gateways_and_those_have_addresses_that_stay() -> None:
    servers = re.findall(r"server (gateway-\d):8787 ", (DEPLOY / "nginx.conf").read_text())
    assert servers == GATEWAYS
    addresses = [SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in GATEWAYS]
    [pool] = FILE["networks"]["inside"]["ipam"]["config"]
    assert len(set(addresses)) == 3
    assert all(address.startswith(pool["subnet"].removesuffix("0/24")) for address in addresses)


def test_whatever_is_mounted_or_built_from_is_there() -> None:
    assert (DEPLOY / SERVICES["gateway-1"]["build"]["context"]).resolve() == ROOT
    assert (ROOT / SERVICES["gateway-1"]["build"]["dockerfile"]).is_file()
    mounted = [volume.split(":")[0] for volume in SERVICES["nginx"]["volumes"]]
    assert (DEPLOY / mounted[0]).is_file()
    assert mounted[1] == "./tls"
    ignored = (ROOT / ".gitignore").read_text()
    assert "/mock_gateway/deploy/.env\n/mock_gateway/deploy/tls/\n" in ignored


def test_all_that_the_wheel_is_made_of_is_copied_and_let_through() -> None:
    copied = [source for name, rest in instructions() if name == "COPY" for source in rest.split()[:-1]]
    copied = [source for source in copied if not source.startswith(("--from", "/"))]
    assert all((ROOT / source).exists() for source in copied)
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {"pyproject.toml", PROJECT["project"]["readme"], *wheel["packages"], *wheel["force-include"]}
    assert {path if path in copied else path.split("/")[0] for path in needed} == set(copied)
    through = (DEPLOY / "Containerfile.dockerignore").read_text()
    assert {line[1:] for line in through.splitlines() if line.startswith("!")} == set(copied)


def test_the_last_stage_has_what_runs_and_nobody_is_root() -> None:
    last = [name for name, _ in instructions()].index("FROM", 1)
    commands = [rest for name, rest in instructions()[last:] if name == "RUN"]
    assert "--no-index" in commands[0]
    assert not any(word in rest for rest in commands for word in ("apt", "gcc", "build-essential"))
    assert int(instruction("USER")) > 0
    [extras] = {found for _, rest in instructions() for found in re.findall(r"\[([a-z,]+)\]'", rest)}
    assert set(extras.split(",")) <= PROJECT["project"]["optional-dependencies"].keys()


def test_signals_reach_the_gateway_and_its_health_is_asked_of_itself() -> None:
    assert yaml.safe_load(instruction("ENTRYPOINT")) == [*PROJECT["project"]["scripts"]] == ["quo-mock"]
    options = {name for parameter in serve.params for name in parameter.opts}
    assert {word for word in yaml.safe_load(instruction("CMD")) if word.startswith("--")} <= options
    times, _, command = instruction("HEALTHCHECK").partition("CMD ")
    assert all(option.startswith("--") for option in shlex.split(times))
    assert "/_mock/api/health/ready" in yaml.safe_load(command)[-1]
