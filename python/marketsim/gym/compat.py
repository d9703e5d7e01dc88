"""Gymnasium where it is installed, and as much of its interface as these environments need where it is not."""

from __future__ import annotations

import enum
import warnings
from typing import Any

import numpy as np

try:
    import gymnasium
    from gymnasium import spaces
    from gymnasium.vector import AutoresetMode, VectorEnv
    from gymnasium.vector.utils import batch_space

    Env = gymnasium.Env
    HAS_GYMNASIUM = True
except ImportError:
    HAS_GYMNASIUM = False
    warnings.warn(
        "Gymnasium is not installed: marketsim.gym uses minimal spaces of its own, with the same reset and step. "
        "Wrappers, registration and training libraries need the real one.",
        stacklevel=2,
    )

    class Space:
        """A set from which elements can be drawn."""

        def __init__(self, shape: tuple[int, ...], dtype: Any) -> None:
            self.shape, self.dtype = shape, np.dtype(dtype)
            self._random = np.random.default_rng()

        def seed(self, seed: int | None = None) -> None:
            """Makes what is drawn repeatable."""
            self._random = np.random.default_rng(seed)

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(map(str, self.shape)) or getattr(self, 'n', '')})"

    class Discrete(Space):
        """One of n choices."""

        def __init__(self, n: int) -> None:
            super().__init__((), np.int64)
            self.n = np.int64(n)

        def sample(self) -> np.int64:
            """Draws a choice."""
            return np.int64(self._random.integers(self.n))

        def contains(self, x: Any) -> bool:
            """Whether x is a choice."""
            return isinstance(x, (int, np.integer)) and 0 <= x < self.n

        __contains__ = contains

    class MultiDiscrete(Space):
        """Several choices at once."""

        def __init__(self, nvec: np.ndarray) -> None:
            self.nvec = np.asarray(nvec, np.int64)
            super().__init__(self.nvec.shape, np.int64)

        def sample(self) -> np.ndarray:
            """Draws choices."""
            return self._random.integers(self.nvec)

        def contains(self, x: Any) -> bool:
            """Whether x is an array of choices."""
            return isinstance(x, np.ndarray) and x.shape == self.shape and bool(np.all((x >= 0) & (x < self.nvec)))

        __contains__ = contains

    class Box(Space):
        """An array of bounded numbers."""

        def __init__(self, low: np.ndarray, high: np.ndarray, dtype: Any = np.float32) -> None:
            self.low, self.high = np.asarray(low, dtype), np.asarray(high, dtype)
            super().__init__(self.low.shape, dtype)

        def sample(self) -> np.ndarray:
            """Draws evenly."""
            return self._random.uniform(self.low, self.high).astype(self.dtype)

        def contains(self, x: Any) -> bool:
            """Whether x lies within the bounds."""
            return isinstance(x, np.ndarray) and x.shape == self.shape and bool(np.all((x >= self.low) & (x <= self.high)))

        __contains__ = contains

    class Dict(Space):
        """Spaces by name."""

        def __init__(self, spaces: dict[str, Space]) -> None:
            super().__init__((), object)
            self.spaces = dict(spaces)

        def sample(self) -> dict[str, Any]:
            """Draws from each."""
            return {name: space.sample() for name, space in self.spaces.items()}

        def contains(self, x: Any) -> bool:
            """Whether x has an element of each."""
            return isinstance(x, dict) and x.keys() == self.spaces.keys() and all(x[k] in s for k, s in self.spaces.items())

        __contains__ = contains

    class spaces:  # noqa: N801 - stands for the module of this name
        """The spaces there are."""

        Space, Discrete, MultiDiscrete, Box, Dict = Space, Discrete, MultiDiscrete, Box, Dict

    class AutoresetMode(enum.Enum):
        """When a copy whose episode is over begins the next."""

        NEXT_STEP = "NextStep"
        SAME_STEP = "SameStep"
        DISABLED = "Disabled"

    def batch_space(space: Space, n: int = 1) -> Space:
        """n elements of a space as one."""
        if isinstance(space, Discrete):
            return MultiDiscrete(np.full(n, space.n))
        return Box(np.repeat(space.low[None], n, 0), np.repeat(space.high[None], n, 0), space.dtype)

    class _Seeded:
        metadata: dict[str, Any] = {}
        render_mode: str | None = None
        spec = None
        _np_random: np.random.Generator | None = None

        @property
        def np_random(self) -> np.random.Generator:
            """The environment's own randomness, seeded by reset."""
            if self._np_random is None:
                self._np_random = np.random.default_rng()
            return self._np_random

        @property
        def unwrapped(self) -> Any:
            """Itself."""
            return self

        def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> Any:
            """Seeds `np_random`."""
            if seed is not None:
                self._np_random = np.random.default_rng(seed)

        def close(self, **kwargs: Any) -> None:
            """Frees what it holds."""
            self.close_extras(**kwargs)

        def close_extras(self, **kwargs: Any) -> None:
            """What a kind of environment frees."""

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *args: Any) -> None:
            self.close()

    class Env(_Seeded):
        """One environment."""

    class VectorEnv(_Seeded):
        """Many environments."""


def action_space(description: dict[str, Any]) -> Any:
    """The space of an agent's actions."""
    action = description["action"]
    if action["type"] == "discrete":
        return spaces.Discrete(len(action["choices"]))
    return _box(action["features"])


def observation_space(description: dict[str, Any], as_dict: bool = False) -> Any:
    """The space of an agent's observations: one box, or a box of one number for each feature by name."""
    features = description["observation"]["features"]
    if not as_dict:
        return _box(features)
    return spaces.Dict({feature["name"]: _box([feature]) for feature in features})


def _box(features: list[dict[str, Any]]) -> Any:
    low = np.array([feature["low"] for feature in features], np.float32)
    high = np.array([feature["high"] for feature in features], np.float32)
    return spaces.Box(low, high, dtype=np.float32)
