"""Templates: the workspaces that new ones are copied from, each made once from its seed or file."""

from __future__ import annotations

from pathlib import Path

from . import seeds
from .contract import Contract
from .portable import loading, reading
from .portable.mistakes import BadFile
from .portable.world import World
from .profile import Profile
from .store import Accounts, Workspace, WorkspaceFacts, agenda
from .store.workspace import Check

SUFFIXES = (".yaml", ".yml")
LARGEST = 64 * 1024 * 1024


class Templates:
    """The templates of a database, which belong to no account."""

    def __init__(
        self, accounts: Accounts, contract: Contract, profile: Profile, judge: Check, *, seed: str, now: int
    ) -> None:
        """Read the file, if `seed` is the path of one.

        Raises:
            seeds.UnknownSeed: it cannot be read, or something in it is wrong; the text says what.
        """
        self._accounts = accounts
        self._profile = profile
        self._judge = judge
        self._file: reading.Contents | None = None
        self.seed = seed
        """What the demo account's workspace is made from: a seed's name, or that of the file."""
        if seed.endswith(SUFFIXES):
            self._file = _read(Path(seed), reading.world_of(contract, profile, now=now))
            self.seed = Path(seed).name

    def template(self, seed: str, now: int) -> WorkspaceFacts:
        """The template of a seed, made now if there is none yet; raises `seeds.UnknownSeed`."""
        id = f"template:{seed}"
        found = self._accounts.workspace(id)
        if found is not None:
            return found
        file = self._file if seed == self.seed else None
        balance = seeds.load(seed)["balance_cents"] if file is None else file.balance_cents
        self._accounts.add_workspace(id, account_id="", seed=seed, balance_cents=balance, now=now)
        workspace = Workspace(self._accounts.database, id, self._judge)
        if file is None:
            seeds.fill(workspace, seed, self._profile)
            return WorkspaceFacts(id, "", seed, balance, {})
        loading.load(self._accounts, workspace, file)
        agenda.suspend(self._accounts.database, id, now)
        return WorkspaceFacts(id, "", seed, balance, file.settings)


def _read(path: Path, world: World) -> reading.Contents:
    try:
        if path.stat().st_size > LARGEST:
            raise seeds.UnknownSeed(f"{path} is over {LARGEST // 1024**2} MiB")
        raw = path.read_bytes()
    except OSError as error:
        raise seeds.UnknownSeed(f"the seed {path} cannot be read: {error.strerror}") from None
    try:
        return reading.read(raw, world)
    except BadFile as error:
        raise seeds.UnknownSeed(f"{path}, {error}") from None
