"""Gymnasium environments over MarketSim.

Importing this registers MarketSim/Execution-v0, MarketSim/MarketMaking-v0 and MarketSim/Trading-v0 where Gymnasium is installed:

    import gymnasium, marketsim.gym
    env = gymnasium.make("MarketSim/Execution-v0", steps=60, lots=2000)

Without Gymnasium the same classes work on minimal spaces of their own (`HAS_GYMNASIUM` is False, a warning says so once), and
`make` and `make_vec` of this module take the place of Gymnasium's.
"""

from __future__ import annotations

from typing import Any

from marketsim.gym.compat import HAS_GYMNASIUM
from marketsim.gym.env import MarketSimEnv
from marketsim.gym.parallel import MarketSimParallelEnv
from marketsim.gym.vector import MarketSimVectorEnv

IDS = {
    "MarketSim/Execution-v0": "execution",
    "MarketSim/MarketMaking-v0": "market-making",
    "MarketSim/Trading-v0": "trading",
}

__all__ = ["HAS_GYMNASIUM", "IDS", "MarketSimEnv", "MarketSimParallelEnv", "MarketSimVectorEnv", "make", "make_vec", "register_envs"]


def register_envs() -> None:
    """Registers the ids with Gymnasium; once is enough, and importing this module does it."""
    if not HAS_GYMNASIUM:
        return
    from gymnasium.envs import registration

    for id, environment in IDS.items():
        if id not in registration.registry:
            registration.register(
                id=id,
                entry_point="marketsim.gym:MarketSimEnv",
                vector_entry_point="marketsim.gym:MarketSimVectorEnv",
                kwargs={"environment": environment},
            )


def make(id: str, **settings: Any) -> MarketSimEnv:
    """An environment by its id, or by its name in MarketSim; without Gymnasium's wrappers."""
    return MarketSimEnv(IDS.get(id, id), **settings)


def make_vec(id: str, num_envs: int = 1, **settings: Any) -> MarketSimVectorEnv:
    """Many copies of an environment by its id, or by its name in MarketSim."""
    return MarketSimVectorEnv(IDS.get(id, id), num_envs=num_envs, **settings)


register_envs()
