"""Write `generated/` from the contract; with `--check`, only say whether it is up to date."""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.properties import ModelProperty, Property
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import PythonIdentifier
from ruamel.yaml import YAML

import vocabulary
from operation import read
from view import Json, client_view, deref

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
README = """\
# The client: generated from `spec/openapi.yaml` and `spec/client/`, never edited

To change it, change the contract, a template or the runtime over there; then run `make generate`.
"""
RUFF = [sys.executable, "-m", "ruff"]
STYLE = ["--isolated", "--no-cache", "--quiet", "--line-length=110", "--target-version=py311"]


def main() -> int:
    """Generate beside the old client, then swap them; a failure leaves the old one alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail if generated/ is not up to date"
    )
    parser.add_argument(
        "--output", type=Path, default=ROOT / "generated", help="where to write (default: generated/)"
    )
    parser.add_argument(
        "--spec", type=Path, default=ROOT / "spec" / "openapi.yaml", help="the contract to read"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as workshop:
        fresh = Path(workshop) / "generated"
        fresh.mkdir()
        if failures := generate(options.spec, fresh):
            print(*failures, sep="\n", file=sys.stderr)
            return 1
        if options.check:
            return report(list(differences(fresh, options.output)))
        replace(fresh, options.output)
    return 0


def generate(spec: Path, where: Path) -> list[str]:
    """Write the README and the package into an empty folder; gives what went wrong, warnings included."""
    (where / "README.md").write_text(README, encoding="utf-8")
    package = where / "maton_quo"
    document = YAML(typ="safe").load(spec)
    config = configuration(spec, package)
    data = GeneratorData.from_dict(client_view(document), config=config)
    if isinstance(data, GeneratorError):
        return [told(data)]
    if unread := [
        *data.errors,
        *(e for c in data.endpoint_collections_by_tag.values() for e in c.parse_errors),
    ]:
        return [told(error) for error in unread]
    finish(data, document)
    project = Project(openapi=data, config=config, custom_template_path=HERE / "templates")
    teach(project, document)
    with contextlib.redirect_stdout(None):
        errors = project.build()
    add_our_own(project, package)
    shutil.copytree(HERE / "runtime", package / "_runtime", ignore=shutil.ignore_patterns("__pycache__"))
    (package / "py.typed").touch()
    for command in (["check", "--fix-only", "--select=I"], ["format"]):
        subprocess.run([*RUFF, *command, *STYLE, str(package)], check=True)  # noqa: S603
    return [told(error) for error in errors]


def add_our_own(project: Project, package: Path) -> None:
    """Write the modules that the generator has no template for."""
    webhooks = project.env.get_template("webhooks.py.jinja").render()
    (package / "webhooks.py").write_text(webhooks, encoding="utf-8")
    template = project.env.get_template("endpoint_raw.py.jinja")
    for tag, collection in project.openapi.endpoint_collections_by_tag.items():
        module = package / "api" / tag / "raw.py"
        module.write_text(template.render(endpoint_collection=collection), encoding="utf-8")


def configuration(spec: Path, output: Path) -> Config:
    """The generator's settings; the version is the distribution's."""
    file = ConfigFile.load_from_path(HERE / "config.yaml")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    file.package_version_override = project["version"]
    return Config.from_sources(file, MetaType.NONE, spec, "utf-8", overwrite=False, output_path=output)


def teach(project: Project, document: Json) -> None:
    """Give the templates what they ask for."""
    # The only paths with servers of their own are the control host's.
    control = {operation["operationId"] for item, operation in operations(document) if "servers" in item}
    project.env.globals.update(
        about={PythonIdentifier(tag["name"], "tag"): tag["description"] for tag in document["tags"]},
        document=document,
        event_models=vocabulary.event_models(document),
        extra_methods={path.stem for path in (HERE / "templates" / "methods").glob("*.jinja")},
        operation=lambda endpoint: read(endpoint, control, document),
        fields_of=vocabulary.fields_of,
        type_of=vocabulary.type_of,
        classes_in=vocabulary.classes_in,
        import_lines=vocabulary.import_lines,
        rename=vocabulary.rename,
        secrets=lambda model: vocabulary.secrets(model, document),
    )
    project.env.filters.update(prose=vocabulary.prose, words=vocabulary.words)


def finish(data: GeneratorData, document: Json) -> None:
    """Correct what the generator cannot know.

    A reference's own description wins over that of its target; `type` and `object` are good names for fields,
    whatever the builtins are called; and bodies are spelled out as arguments, so that they need no class.
    """
    raw = {operation["operationId"]: (item, operation) for item, operation in operations(document)}
    endpoints = [e for collection in data.endpoint_collections_by_tag.values() for e in collection.endpoints]
    for endpoint in endpoints:
        item, operation = raw[endpoint.name]
        parameters = [
            deref(p, document) for p in item.get("parameters", []) + operation.get("parameters", [])
        ]
        described = {p["name"]: p for p in parameters}
        for prop in (*endpoint.path_parameters, *endpoint.query_parameters):
            describe(prop, described[prop.name.get_untrusted_value()])
    bodies = [b.prop for e in endpoints for b in e.bodies if isinstance(b.prop, ModelProperty)]
    for model in (*data.models, *bodies):
        properties = document["components"]["schemas"][str(model.class_info.name)].get("properties", {})
        for prop in vocabulary.fields_of(model):
            describe(prop, properties[prop.name.get_untrusted_value()])
            if prop.python_name in ("type_", "object_"):
                object.__setattr__(prop, "python_name", prop.name.get_untrusted_value())
    vocabulary.refuse_references_ahead([*data.models, *bodies])
    unneeded = {body.class_info.name for body in bodies}
    data.models = [m for m in data.models if m.class_info.name not in unneeded and vocabulary.fields_of(m)]


def operations(document: Json) -> Iterator[tuple[Json, Json]]:
    """Every operation with the path item it stands in."""
    for item in document["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and "operationId" in operation:
                yield item, operation


def describe(prop: Property, raw: Json) -> None:
    """Take the description that stands nearest, and say first when something is deprecated."""
    if text := raw.get("description"):
        prop.description = UntrustedString(("Deprecated. " if raw.get("deprecated") else "") + text)


def differences(fresh: Path, old: Path) -> Iterator[str]:
    """The files that are not byte for byte the same."""
    names = {p.relative_to(root) for root in (fresh, old) for p in root.rglob("*") if p.is_file()}
    for name in sorted(names):
        if "__pycache__" in name.parts:
            continue
        if not ((fresh / name).exists() and (old / name).exists() and same(fresh / name, old / name)):
            yield str(name)


def same(one: Path, other: Path) -> bool:
    return filecmp.cmp(one, other, shallow=False)


def report(changed: list[str]) -> int:
    """Say what is not up to date; the exit status of `--check`."""
    if changed:
        print("generated/ is not up to date; run `make generate`. These files differ:", file=sys.stderr)
        print(*changed, sep="\n", file=sys.stderr)
    return 1 if changed else 0


def replace(fresh: Path, old: Path) -> None:
    """Put the new client where the old one was."""
    shutil.rmtree(old, ignore_errors=True)
    shutil.move(fresh, old)


def told(error: GeneratorError) -> str:
    data: Any = getattr(error, "data", None)
    where = (
        f"\n{data.model_dump_json(indent=2, exclude_unset=True, by_alias=True)}" if data is not None else ""
    )
    return f"{error.header}\n{error.detail or ''}{where}"


if __name__ == "__main__":
    sys.exit(main())
