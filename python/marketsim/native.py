"""The C interface of libmarketsim (src/MarketSim.Native/include/marketsim.h) through ctypes, in arrays of NumPy.

`Environments` is the whole of it: any number of copies of one environment, each with one or several learners. The classes of
`marketsim.gym` are built on it; use it directly for several learners in many copies at once.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import Any, Mapping, Sequence

import numpy as np

ABI_VERSION = 1
AUTO_RESET = {"NextStep": 0, "SameStep": 1, "Disabled": 2}

_FILE_NAMES = {"win32": "marketsim.dll", "darwin": "libmarketsim.dylib"}
_library: ctypes.CDLL | None = None


class MarketSimError(RuntimeError):
    """What the library refuses, in its own sentence."""


class _Buffers(ctypes.Structure):
    _fields_ = [
        ("observations", ctypes.c_void_p),
        ("rewards", ctypes.c_void_p),
        ("terminated", ctypes.c_void_p),
        ("truncated", ctypes.c_void_p),
        ("infos", ctypes.c_void_p),
        ("is_final", ctypes.c_void_p),
        ("final_observations", ctypes.c_void_p),
        ("final_infos", ctypes.c_void_p),
    ]


def library_path() -> Path:
    """Where the native library is: $MARKETSIM_LIBRARY, or beside this file."""
    given = os.environ.get("MARKETSIM_LIBRARY")
    return Path(given) if given else Path(__file__).with_name(_FILE_NAMES.get(sys.platform, "libmarketsim.so"))


def load() -> ctypes.CDLL:
    """The library, loaded once a process."""
    global _library
    if _library is None:
        path = library_path()
        if not path.exists():
            raise MarketSimError(
                f"The native library is not at {path}: build it with python/build.sh, or name it in MARKETSIM_LIBRARY."
            )

        # The runtime reads this when it starts. Steps leave much short-lived garbage behind; with a nursery of 64 MB it is
        # swept some times a second instead of some hundred times.
        os.environ.setdefault("DOTNET_GCgen0size", "0x4000000")
        library = ctypes.CDLL(str(path))
        _declare(library)
        version = library.marketsim_abi_version()
        if version != ABI_VERSION:
            raise MarketSimError(f"{path} speaks version {version} of the interface; this package speaks {ABI_VERSION}.")
        _library = library
    return _library


def catalog() -> list[dict[str, Any]]:
    """Every environment: name, summary and settings, each with its default, unit and what it accepts."""
    library = load()
    return json.loads(_read(lambda buffer, size: library.marketsim_catalog(buffer, size)))


class Environments:
    """Copies of one environment, stepped together on several threads.

    Arrays are attributes and are filled anew by each call: `observations` (N, observation_width) float32, `rewards`,
    `terminated`, `truncated` (N, agents), `infos` (N, info_width) and, with "SameStep", `is_final`, `final_observations`,
    `final_infos`. Copy what must last.
    """

    def __init__(
        self, request: Mapping[str, Any], count: int = 1, auto_reset: str = "NextStep", threads: int = 0
    ) -> None:
        self._handle = 0
        self._library = load()
        if auto_reset not in AUTO_RESET:
            raise MarketSimError(f"'{auto_reset}' is no mode of resetting; accepted is one of {', '.join(AUTO_RESET)}.")
        text = json.dumps(request).encode()
        self._handle = self._library.marketsim_create(text, count, AUTO_RESET[auto_reset], threads)
        if self._handle == 0:
            raise _failure(self._library)
        self.description: dict[str, Any] = json.loads(
            _read(lambda buffer, size: self._library.marketsim_describe(self._handle, buffer, size))
        )
        self.count = count
        self.agents: list[dict[str, Any]] = self.description["agents"]
        self.action_width: int = self.description["action_width"]
        self._allocate(len(self.agents), self.description["observation_width"], self.description["info_width"])

    def _allocate(self, agents: int, observation_width: int, info_width: int) -> None:
        n = self.count
        self.observations = np.zeros((n, observation_width), np.float32)
        self.rewards = np.zeros((n, agents), np.float64)
        self.terminated = np.zeros((n, agents), np.bool_)
        self.truncated = np.zeros((n, agents), np.bool_)
        self.infos = np.zeros((n, info_width), np.float64)
        self.is_final = np.zeros(n, np.bool_)
        self.final_observations = np.zeros_like(self.observations)
        self.final_infos = np.zeros_like(self.infos)
        self.actions = np.zeros((n, self.action_width), np.float32)
        self._buffers = _Buffers(
            *(getattr(self, name).ctypes.data for name, _ in _Buffers._fields_)  # type: ignore[misc]
        )
        self._into = ctypes.byref(self._buffers)
        self._actions = ctypes.c_void_p(self.actions.ctypes.data)
        self._seeds = np.zeros(n, np.uint64)
        self._has_seed = np.zeros(n, np.uint8)
        self._chosen = np.ones(n, np.uint8)

    def reset(self, seeds: Sequence[int | None] | None = None, chosen: np.ndarray | None = None) -> None:
        """Begins episodes.

        :param seeds: one for each copy; a copy with None goes on in its own sequence, which follows from its last seed.
        :param chosen: which copies begin anew, as truth values; all by default.
        """
        if seeds is not None and len(seeds) != self.count:
            raise MarketSimError(f"{len(seeds)} seeds were given; accepted are {self.count}.")
        for i in range(self.count):
            seed = None if seeds is None else seeds[i]
            self._has_seed[i] = seed is not None
            self._seeds[i] = 0 if seed is None else int(seed) & 0xFFFF_FFFF_FFFF_FFFF
        self._chosen[:] = 1 if chosen is None else chosen
        self._check(
            self._library.marketsim_reset(
                self._open, self._seeds.ctypes.data, self._has_seed.ctypes.data, self._chosen.ctypes.data, self._into
            )
        )

    def step(self, actions: np.ndarray | None = None) -> None:
        """Makes a step in every copy.

        :param actions: (N, action_width); without them, what `self.actions` holds.
        """
        if actions is not None:
            self.actions[:] = actions
        if self._library.marketsim_step(self._open, self._actions, self._into) < 0:
            raise _failure(self._library)

    def snapshot(self, copy: int = 0) -> bytes:
        """Where a copy stands; any copy of the same request can be restored from it, in any process."""
        return _read(lambda buffer, size: self._library.marketsim_snapshot(self._open, copy, buffer, size))

    def restore(self, snapshot: bytes, copy: int = 0) -> None:
        """Brings a copy back, by running its episode again: as long as those steps took."""
        self._check(self._library.marketsim_restore(self._open, copy, snapshot, len(snapshot), self._into))

    def state_hash(self, copy: int = 0) -> int:
        """A fingerprint of a copy's exchange and of every event there so far."""
        value = ctypes.c_uint64()
        self._check(self._library.marketsim_state_hash(self._open, copy, ctypes.byref(value)))
        return value.value

    def close(self) -> None:
        """Frees the copies; more than once does no harm."""
        if self._handle:
            handle, self._handle = self._handle, 0
            self._check(self._library.marketsim_close(handle))

    def __del__(self) -> None:
        if getattr(self, "_handle", 0):
            self.close()

    @property
    def _open(self) -> int:
        if not self._handle:
            raise MarketSimError("The environment is closed.")
        return self._handle

    def _check(self, result: int) -> None:
        if result < 0:
            raise _failure(self._library)


def request(environment: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What `Environments` is asked for. Names may be written with underscores, and values with Python's types."""
    return {"environment": environment, "settings": {name.replace("_", "-"): _text(value) for name, value in settings.items()}}


def _text(value: Any) -> Any:
    if isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, (np.integer, np.floating)):
        return value.item()
    if isinstance(value, Mapping):
        return ";".join(f"{name.replace('_', '-')}={_text(inner)}" for name, inner in value.items())
    raise MarketSimError(f"{value!r} is no setting; accepted are texts, numbers and truth values.")


def _failure(library: ctypes.CDLL) -> MarketSimError:
    sentence = library.marketsim_last_error()
    return MarketSimError(sentence.decode() if sentence else "The library failed without a word.")


def _read(call: Any) -> bytes:
    """What a function writes into a buffer that it is first asked the size of."""
    length = call(None, 0)
    if length < 0:
        raise _failure(load())
    buffer = ctypes.create_string_buffer(length)
    if call(buffer, length) != length:
        raise _failure(load())
    return buffer.raw


def _declare(library: ctypes.CDLL) -> None:
    handle, count, pointer = ctypes.c_int64, ctypes.c_int32, ctypes.c_void_p
    for name, result, arguments in (
        ("abi_version", count, []),
        ("last_error", ctypes.c_char_p, []),
        ("catalog", count, [pointer, count]),
        ("create", handle, [ctypes.c_char_p, count, count, count]),
        ("describe", count, [handle, pointer, count]),
        ("reset", count, [handle, pointer, pointer, pointer, pointer]),
        ("step", count, [handle, pointer, pointer]),
        ("snapshot", count, [handle, count, pointer, count]),
        ("restore", count, [handle, count, ctypes.c_char_p, count, pointer]),
        ("state_hash", count, [handle, count, pointer]),
        ("close", count, [handle]),
    ):
        function = getattr(library, "marketsim_" + name)
        function.restype, function.argtypes = result, arguments
