"""Several learners in one market, after the parallel interface of PettingZoo."""

from __future__ import annotations

from typing import Any, Mapping

import numpy as np

from marketsim.gym import compat
from marketsim.native import Environments, MarketSimError, request

try:
    from pettingzoo import ParallelEnv as _Base
except ImportError:

    class _Base:  # type: ignore[no-redef]
        """Stands for PettingZoo's class where that is not installed."""

        @property
        def num_agents(self) -> int:
            """How many still act."""
            return len(self.agents)

        @property
        def max_num_agents(self) -> int:
            """How many there are in all."""
            return len(self.possible_agents)

        @property
        def unwrapped(self) -> Any:
            """Itself."""
            return self


class MarketSimParallelEnv(_Base):
    """Learners who act at the same instants in one market; actions and outcomes by name.

    :param environment: the task of all learners, with `learners=2` or more among the settings; or
    :param learners: a task for each: {"seller": "execution", "maker": ("market-making", {"quote_lots": 200})}.
    :param settings: the environment's settings, with underscores.
    """

    metadata: dict[str, Any] = {"render_modes": ["ansi"], "name": "marketsim_v0", "is_parallelizable": True}

    def __init__(
        self,
        environment: str = "execution",
        *,
        learners: int | Mapping[str, Any] = 2,
        render_mode: str | None = None,
        **settings: Any,
    ) -> None:
        if render_mode not in (None, "ansi"):
            raise MarketSimError(f"'{render_mode}' is no render mode; accepted is None or ansi.")
        self._native = Environments(_request(environment, learners, settings), auto_reset="Disabled", threads=1)
        self.render_mode = render_mode
        self.possible_agents = [agent["name"] for agent in self._native.agents]
        self.agents: list[str] = []
        self.observation_spaces = {a["name"]: compat.observation_space(a) for a in self._native.agents}
        self.action_spaces = {a["name"]: compat.action_space(a) for a in self._native.agents}
        self._slices = {
            "action": _slices(self._native.agents, lambda a: 1 if a["action"]["type"] == "discrete" else len(a["action"]["features"])),
            "observation": _slices(self._native.agents, lambda a: len(a["observation"]["features"])),
            "info": _slices(self._native.agents, lambda a: len(a["infos"])),
        }
        self._is_fresh = True

    @property
    def native(self) -> Environments:
        """What carries it."""
        return self._native

    def observation_space(self, agent: str) -> Any:
        """What an agent sees."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> Any:
        """What an agent may do."""
        return self.action_spaces[agent]

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, np.ndarray], dict[str, dict[str, float]]]:
        """Begins an episode."""
        if seed is None and self._is_fresh:
            seed = int(np.random.default_rng().integers(2**63))
        self._native.reset([seed])
        return self._begun()

    def step(self, actions: Mapping[str, Any]) -> tuple[dict, dict, dict, dict, dict]:
        """Lets everybody act who still does, and the market run for an interval."""
        native = self._native
        for name in self.agents:
            if name not in actions:
                raise MarketSimError(f"The action of '{name}' is missing; accepted is one for each of {', '.join(self.agents)}.")
            native.actions[0, self._slices["action"][name]] = actions[name]
        native.step()
        acted, places = list(self.agents), {name: i for i, name in enumerate(self.possible_agents)}
        terminated = {name: bool(native.terminated[0, places[name]]) for name in acted}
        truncated = {name: bool(native.truncated[0, places[name]]) for name in acted}
        rewards = {name: float(native.rewards[0, places[name]]) for name in acted}
        observations, infos = self._observations(acted), self._infos(acted)
        self.agents = [name for name in acted if not (terminated[name] or truncated[name])]
        return observations, rewards, terminated, truncated, infos

    def snapshot(self) -> bytes:
        """Where the episode stands."""
        return self._native.snapshot()

    def restore(self, snapshot: bytes) -> tuple[dict[str, np.ndarray], dict[str, dict[str, float]]]:
        """Brings the episode back to a snapshot that was taken while everybody acted."""
        self._native.restore(snapshot)
        return self._begun()

    def render(self) -> str | None:
        """A line for each learner."""
        if self.render_mode is None:
            return None
        infos = self._infos(self.possible_agents)
        return "".join(f"{n}: " + "  ".join(f"{k} {v:g}" for k, v in infos[n].items()) + "\n" for n in infos)

    def close(self) -> None:
        """Frees the market."""
        self._native.close()

    def _begun(self) -> tuple[dict[str, np.ndarray], dict[str, dict[str, float]]]:
        self._is_fresh = False
        self.agents = list(self.possible_agents)
        return self._observations(self.agents), self._infos(self.agents)

    def _observations(self, agents: list[str]) -> dict[str, np.ndarray]:
        return {name: self._native.observations[0, self._slices["observation"][name]].copy() for name in agents}

    def _infos(self, agents: list[str]) -> dict[str, dict[str, float]]:
        names = {agent["name"]: agent["infos"] for agent in self._native.agents}
        return {name: dict(zip(names[name], self._native.infos[0, self._slices["info"][name]].tolist())) for name in agents}


def _slices(agents: list[dict[str, Any]], width: Any) -> dict[str, slice]:
    slices, place = {}, 0
    for agent in agents:
        slices[agent["name"]] = slice(place, place + width(agent))
        place += width(agent)
    return slices


def _request(environment: str, learners: int | Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(learners, Mapping):
        return request(environment, {**settings, "learners": learners})
    tasks = []
    for name, task in learners.items():
        kind, values = (task, {}) if isinstance(task, str) else task
        tasks.append({"name": name, **request(kind, values)})
    return {"learners": tasks, "settings": request("", settings)["settings"]}
