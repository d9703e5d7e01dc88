"""Many copies of one market, stepped together by the native library on several threads."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

from marketsim.gym import compat
from marketsim.native import Environments, MarketSimError, request


class MarketSimVectorEnv(compat.VectorEnv):
    """Copies of a `MarketSimEnv` as a Gymnasium vector environment: the same episodes, many times as fast.

    :param environment: as for `MarketSimEnv`.
    :param num_envs: how many copies.
    :param autoreset_mode: when a copy begins its next episode: "NextStep" (Gymnasium's usual), "SameStep" or "Disabled".
    :param threads: how many work at once; 0 for one a processor. The outcome does not depend on it.
    :param copy: whether observations are arrays of their own; else they are overwritten by the next step.
    """

    metadata: dict[str, Any] = {"render_modes": ["ansi"], "autoreset_mode": compat.AutoresetMode.NEXT_STEP}

    def __init__(
        self,
        environment: str = "execution",
        num_envs: int = 1,
        *,
        autoreset_mode: Any = "NextStep",
        threads: int = 0,
        copy: bool = True,
        render_mode: str | None = None,
        **settings: Any,
    ) -> None:
        if render_mode is not None:
            raise MarketSimError(f"Many environments are not rendered; render_mode was '{render_mode}', accepted is None.")
        mode = autoreset_mode if isinstance(autoreset_mode, compat.AutoresetMode) else compat.AutoresetMode(autoreset_mode)
        self._native = Environments(request(environment, settings), num_envs, mode.value, threads)
        if len(self._native.agents) != 1:
            raise MarketSimError("A MarketSimVectorEnv has one learner a copy; for several use marketsim.Environments.")
        self.description = self._native.agents[0]
        self.num_envs = num_envs
        self.metadata = {**type(self).metadata, "autoreset_mode": mode}
        self.single_action_space = compat.action_space(self.description)
        self.single_observation_space = compat.observation_space(self.description)
        self.action_space = compat.batch_space(self.single_action_space, num_envs)
        self.observation_space = compat.batch_space(self.single_observation_space, num_envs)
        self._same_step = mode is compat.AutoresetMode.SAME_STEP
        self._off = mode is compat.AutoresetMode.DISABLED
        self._copy = copy
        self._all = np.ones(num_envs, np.bool_)
        self._is_fresh = True

    @property
    def native(self) -> Environments:
        """What carries it."""
        return self._native

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None
    ) -> tuple[np.ndarray, dict[str, Any]]:
        """Begins an episode in every copy, or in those of options["reset_mask"].

        :param seed: that of the first copy, the next one of the second and so on; or one for each.
        """
        seeds = self._seeds(seed)
        mask = self._mask(options)
        self._native.reset(seeds, mask)
        self._is_fresh = False
        return self._observations(), self._infos(self._all if mask is None else mask)

    def step(self, actions: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, dict[str, Any]]:
        """Makes a step in every copy."""
        native = self._native
        native.actions[:] = np.asarray(actions).reshape(native.actions.shape)
        native.step()
        infos = self._infos(self._all)
        if self._same_step and native.is_final.any():
            self._add_final(infos)
        return (
            self._observations(),
            native.rewards[:, 0].copy(),
            native.terminated[:, 0].copy(),
            native.truncated[:, 0].copy(),
            infos,
        )

    def close_extras(self, **kwargs: Any) -> None:
        """Frees the markets."""
        self._native.close()

    def _seeds(self, seed: Any) -> list[int | None]:
        if seed is None:
            return [int(s) for s in self._fresh_seeds()] if self._is_fresh else [None] * self.num_envs
        if isinstance(seed, (int, np.integer)):
            return [int(seed) + i for i in range(self.num_envs)]
        if len(seed) != self.num_envs:
            raise ValueError(f"{len(seed)} seeds were given; accepted are {self.num_envs}.")
        return list(seed)

    def _fresh_seeds(self) -> np.ndarray:
        return np.random.default_rng().integers(2**63, size=self.num_envs)

    def _mask(self, options: dict[str, Any] | None) -> np.ndarray | None:
        mask = (options or {}).get("reset_mask")
        if mask is not None and (getattr(mask, "shape", None) != (self.num_envs,) or mask.dtype != np.bool_ or not mask.any()):
            raise ValueError(f"options['reset_mask'] must be a boolean array of shape ({self.num_envs},), some of it true.")
        return mask

    def _observations(self) -> np.ndarray:
        return self._native.observations.copy() if self._copy else self._native.observations

    def _infos(self, mask: np.ndarray) -> dict[str, Any]:
        columns = self._native.infos.copy()
        infos: dict[str, Any] = {}
        for i, name in enumerate(self.description["infos"]):
            infos[name] = columns[:, i] if mask is self._all else np.where(mask, columns[:, i], 0.0)
            infos["_" + name] = mask
        return infos

    # In the shape in which Gymnasium's own vector environments give them.
    def _add_final(self, infos: dict[str, Any]) -> None:
        final = self._native.is_final.copy()
        last = np.full(self.num_envs, None, object)
        for i in np.flatnonzero(final):
            last[i] = self._native.final_observations[i].copy()
        columns = np.where(final[:, None], self._native.final_infos, 0.0)
        last_infos: dict[str, Any] = {}
        for i, name in enumerate(self.description["infos"]):
            last_infos[name] = columns[:, i]
            last_infos["_" + name] = final
        infos.update({"final_obs": last, "_final_obs": final, "final_info": last_infos, "_final_info": final})
