#!/usr/bin/env python3
"""Learns when to sell: linear softmax policy, REINFORCE with a baseline, many markets at once; then compares it, on markets that it
has not seen, with selling at the even rate (TWAP).   python3 python/examples/train_execution.py

Source of the method: Williams (1992), "Simple statistical gradient-following algorithms for connectionist reinforcement learning".
Only NumPy is needed. On two processors the usual run takes about a minute.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from marketsim.gym import MarketSimVectorEnv

STEPS, LOTS, TWAP = 20, 4000, 2
SETTINGS = {"steps": STEPS, "interval": "3s", "lots": LOTS, "warm_up": "20s"}


def features(observations: np.ndarray) -> np.ndarray:
    """What the policy weighs: spread, imbalance, last return, flow, what is left, how far behind, and a constant."""
    scale = np.array([10, 1, 5, 1, 1, 0.3], np.float32)
    chosen = observations[:, [1, 2, 3, 6, 8, 9]] / scale
    return np.concatenate([chosen, np.ones((len(chosen), 1), np.float32)], axis=1)


def run_episodes(envs: MarketSimVectorEnv, seed: int | None, choose) -> tuple[np.ndarray, list]:
    """One episode in every copy. Returns the shortfall of each in basis points, and what was seen, done and earned."""
    observations, _ = envs.reset(seed=seed)
    alive, shortfall, trace = np.ones(envs.num_envs, bool), np.zeros(envs.num_envs), []
    for _ in range(STEPS):
        seen = features(observations)
        actions = choose(seen)
        # A copy that is done begins its next episode with the next step; what it does then is not counted.
        observations, rewards, terminated, truncated, _ = envs.step(actions)
        trace.append((seen, actions, rewards * alive, alive.copy()))
        shortfall -= rewards * alive
        alive &= ~(terminated | truncated)
    return shortfall, trace


def softmax(x: np.ndarray) -> np.ndarray:
    """Chances from weights."""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def main() -> None:
    """Trains and compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few rounds only")
    quick = parser.parse_args().quick
    rounds, copies = (3, 32) if quick else (250, 256)
    envs = MarketSimVectorEnv("execution", copies, **SETTINGS)
    random = np.random.default_rng(0)
    actions = int(envs.single_action_space.n)
    weights = np.zeros((7, actions))
    weights[-1, TWAP] = 2.0
    begin = time.perf_counter()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for k in range(1, rounds + 1):
        chances = []

        def choose(seen):
            p = softmax(seen @ weights)
            chances.append(p)
            return (p.cumsum(axis=1) > random.random((len(p), 1))).argmax(axis=1)

        shortfall, trace = run_episodes(envs, 1_000_000 + k * copies, choose)
        gradient, to_come = np.zeros_like(weights), np.zeros(copies)
        for (seen, acted, rewards, alive), p in zip(reversed(trace), reversed(chances)):
            to_come += rewards
            advantage = (to_come - to_come[alive].mean() if alive.any() else to_come) * alive
            gradient += seen.T @ ((np.eye(actions)[acted] - p) * advantage[:, None]) / copies
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights += 0.05 * (mean / (1 - 0.9**k)) / (np.sqrt(square / (1 - 0.99**k)) + 1e-8)
        if k % 50 == 0 or k == rounds:
            print(f"round {k}: shortfall {shortfall.mean():.2f} bp, {k * copies * STEPS / (time.perf_counter() - begin):,.0f} steps/s")

    for name, choose in (("even rate", lambda seen: np.full(len(seen), TWAP)), ("learned", lambda seen: (seen @ weights).argmax(axis=1))):
        shortfall = np.concatenate([run_episodes(envs, seed, choose)[0] for seed in (1, 1 + copies)[: 1 if quick else 2]])
        error = shortfall.std() / np.sqrt(len(shortfall))
        print(f"{name:>10}: shortfall {shortfall.mean():6.2f} ± {error:.2f} bp, s.d. {shortfall.std():.2f}, {len(shortfall)} unseen markets")


if __name__ == "__main__":
    main()
