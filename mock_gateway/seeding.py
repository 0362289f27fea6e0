"""Templates: the workspaces that new ones are copied from, each made once from its seed or file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import seeds
from .contract import Contract
from .ids import Ids
from .profile import Profile
from .store import Accounts, Workspace, WorkspaceFacts, agenda, copies
from .store.workspace import Check

if TYPE_CHECKING:  # what reads files is loaded when there is one
    from .portable.reading import Contents

SUFFIXES = (".yaml", ".yml")
LARGEST = 64 * 1024 * 1024


class Templates:
    """The templates of a database, which belong to no account."""

    def __init__(
        self,
        accounts: Accounts,
        contract: Contract,
        profile: Profile,
        judge: Check,
        *,
        seed: str,
        now: int,
        ids: Ids,
    ) -> None:
        """Read the file, if `seed` is the path of one.

        Raises:
            seeds.UnknownSeed: it cannot be read, or something in it is wrong; the text says what.
        """
        self._accounts = accounts
        self._ids = ids
        self._profile = profile
        self._judge = judge
        self._file: Contents | None = None
        self.seed = seed
        """What the demo account's workspace is made from: a seed's name, or that of the file."""
        if seed.endswith(SUFFIXES):
            self._file = _read(Path(seed), contract, profile, now=now)
            self.seed = Path(seed).name

    def beginning(self, seed: str, now: int) -> WorkspaceFacts:
        """What workspaces of a seed begin as: its template, made now if there is none yet.

        A large seed has no template: it is not worth being kept twice, and each workspace is filled from it.

        Raises:
            seeds.UnknownSeed: there is no such seed.
        """
        id = f"OR-template:{seed}"  # which begins as all ids do, for documents name their workspace
        found = self._accounts.workspace(id)
        if found is not None:
            return found
        file = self._file if seed == self.seed else None
        balance = seeds.load(seed)["balance_cents"] if file is None else file.balance_cents
        if file is None and seeds.is_large(seed):
            return WorkspaceFacts("", "", seed, balance, {})
        self._accounts.add_workspace(id, account_id="", seed=seed, balance_cents=balance, now=now)
        if file is None:
            seeds.fill(self._seeding(id), seed, self._profile)
            return WorkspaceFacts(id, "", seed, balance, {})
        from .portable import loading

        loading.load(self._accounts, self._seeding(id), file, self._ids)
        agenda.suspend(self._accounts.database, id, now)
        return WorkspaceFacts(id, "", seed, balance, file.settings)

    def become(self, id: str, beginning: WorkspaceFacts, now: int) -> None:
        """Make a workspace what its seed, or another workspace, is, inside a transaction."""
        if beginning.id:
            copies.copy(self._accounts, beginning, id, now=now)
        else:
            self._accounts.clear_documents(id)
            seeds.fill(self._seeding(id), beginning.seed, self._profile)

    def _seeding(self, id: str) -> Workspace:
        """A workspace that gets what a reset returns to."""
        return Workspace(self._accounts.database, id, self._judge, seeding=True)

    def plans(self, seed: str) -> bool:
        """Whether a seed may hold more than documents: things that are to happen, and settings of its own."""
        return seed.endswith(SUFFIXES)


def _read(path: Path, contract: Contract, profile: Profile, *, now: int) -> Contents:
    from .portable import reading
    from .portable.mistakes import BadFile

    try:
        if path.stat().st_size > LARGEST:
            raise seeds.UnknownSeed(f"{path} is over {LARGEST // 1024**2} MiB")
        raw = path.read_bytes()
    except OSError as error:
        raise seeds.UnknownSeed(f"the seed {path} cannot be read: {error.strerror}") from None
    try:
        return reading.read(raw, reading.world_of(contract, profile, now=now))
    except BadFile as error:
        raise seeds.UnknownSeed(f"{path}, {error}") from None
