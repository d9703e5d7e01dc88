"""One learner in one market."""

from __future__ import annotations

from typing import Any

import numpy as np

from marketsim.gym import compat
from marketsim.native import Environments, MarketSimError, request


class MarketSimEnv(compat.Env):
    """A simulated market with one learner, as a Gymnasium environment.

    :param environment: "execution", "market-making" or "trading"; `marketsim.catalog()` lists them with their settings.
    :param observation: "box" for one array, "dict" for an array of one number for each feature by name.
    :param render_mode: None, or "ansi" for a line of text.
    :param settings: the environment's settings, with underscores: steps=60, interval="500ms", market="default-day",
        market_settings={"activity": 2}.
    """

    metadata: dict[str, Any] = {"render_modes": ["ansi"], "render_fps": 4}

    def __init__(
        self, environment: str = "execution", *, observation: str = "box", render_mode: str | None = None, **settings: Any
    ) -> None:
        if observation not in ("box", "dict"):
            raise MarketSimError(f"'{observation}' is no form of observation; accepted is box or dict.")
        if render_mode not in (None, "ansi"):
            raise MarketSimError(f"'{render_mode}' is no render mode; accepted is None or ansi.")
        self._arguments = {"environment": environment, "observation": observation, "render_mode": render_mode, **settings}
        self._native = Environments(request(environment, settings), auto_reset="Disabled", threads=1)
        if len(self._native.agents) != 1:
            raise MarketSimError("A MarketSimEnv has one learner; several learn in a MarketSimParallelEnv.")
        self.description = self._native.agents[0]
        self.render_mode = render_mode
        self.action_space = compat.action_space(self.description)
        self.observation_space = compat.observation_space(self.description, observation == "dict")
        self._as_dict = observation == "dict"
        self._features = [feature["name"] for feature in self.description["observation"]["features"]]
        self._discrete = self.description["action"]["type"] == "discrete"
        self._is_fresh = True
        self._last_reward = 0.0

    @property
    def native(self) -> Environments:
        """What carries it."""
        return self._native

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begins an episode: of the given seed, or the next of those that follow from the last one given."""
        super().reset(seed=seed)
        if seed is None and self._is_fresh:
            seed = int(self.np_random.integers(2**63))
        self._native.reset([seed])
        self._is_fresh = False
        self._last_reward = 0.0
        return self._observation(), self._info()

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Acts, and lets the market run for one interval."""
        native = self._native
        if self._discrete:
            native.actions[0, 0] = action
        else:
            native.actions[0] = action
        native.step()
        self._last_reward = float(native.rewards[0, 0])
        return (
            self._observation(),
            self._last_reward,
            bool(native.terminated[0, 0]),
            bool(native.truncated[0, 0]),
            self._info(),
        )

    def render(self) -> str | None:
        """One line: what is worth knowing, and the last reward."""
        if self.render_mode is None:
            return None
        infos = "  ".join(f"{name} {value:g}" for name, value in self._info().items())
        return f"{infos}  reward {self._last_reward:g}\n"

    def snapshot(self) -> bytes:
        """Where the episode stands: its seed and actions, a few bytes a step."""
        return self._native.snapshot()

    def restore(self, snapshot: bytes) -> tuple[Any, dict[str, Any]]:
        """Brings the episode back to a snapshot, by running it again; what follows is the same to the byte."""
        self._native.restore(snapshot)
        self._is_fresh = False
        self._last_reward = 0.0
        return self._observation(), self._info()

    def state_hash(self) -> int:
        """A fingerprint of the market and of all that has happened in it."""
        return self._native.state_hash()

    def close(self) -> None:
        """Frees the market."""
        self._native.close()

    def __getstate__(self) -> dict[str, Any]:
        # Copies and pickles are taken by snapshot.
        return {
            "arguments": self._arguments,
            "snapshot": None if self._is_fresh else self.snapshot(),
            "np_random": self._np_random,
            "last_reward": self._last_reward,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state["arguments"])
        self._np_random = state["np_random"]
        if state["snapshot"] is not None:
            self.restore(state["snapshot"])
            self._last_reward = state["last_reward"]

    def _observation(self) -> Any:
        row = self._native.observations[0].copy()
        return {name: row[i : i + 1] for i, name in enumerate(self._features)} if self._as_dict else row

    def _info(self) -> dict[str, Any]:
        return dict(zip(self.description["infos"], self._native.infos[0].tolist()))
