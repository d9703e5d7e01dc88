#!/usr/bin/env python3
"""Steps per second through the vector interface, for several environments and background populations.

    python3 python/bench.py                         # the table of the README: 64 copies, all processors, 3 s each
    python3 python/bench.py --num-envs 256 --threads 1 --only execution
    python3 python/bench.py --at-least 100000       # exit code 1 if the first three rows are slower, 2 if the machine was busy

A step is everything: the action through NumPy and the C interface, the learner's orders through the network and the exchange, a
second of everybody else's trading, the observation back. Episodes that end are begun anew within the measured time, warm-up and
all. "busy" is processor time over wall time: below the number of threads, other programs were in the way.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
warnings.filterwarnings("ignore", message="Gymnasium is not installed")

import numpy as np  # noqa: E402

from marketsim.gym import MarketSimVectorEnv  # noqa: E402

LIGHT = "training-market: 1 maker, 2 value, 3 zero-intelligence, 2 noise"
ROWS = [
    ("execution", LIGHT, {}),
    ("market-making", LIGHT, {}),
    ("trading", LIGHT, {}),
    ("execution", "the same, half as active", {"market_settings": {"activity": 0.5}}),
    ("execution", "the same, twice as active", {"market_settings": {"activity": 2}}),
    ("execution", "training-market: 3 makers, 8 value, 12 zero-intelligence, 8 noise, 4 momentum", {"market_settings": {
        "makers": 3, "value_traders": 8, "zero_intelligence_traders": 12, "noise_traders": 8, "momentum_traders": 4}}),
    ("execution", "default-day, as it comes", {"market": "default-day"}),
]


def measure(environment: str, settings: dict, num_envs: int, threads: int, seconds: float) -> tuple[float, float, float]:
    """Steps a second, microseconds of processor time a step, processors busy."""
    envs = MarketSimVectorEnv(environment, num_envs, threads=threads, **settings)
    envs.reset(seed=1)
    envs.action_space.seed(1)
    actions = [envs.action_space.sample() for _ in range(32)]
    steps, end, best = 0, 0.0, None
    # The first round warms up. Of the others the best counts: what disturbs only ever slows.
    for round in range(4):
        steps, cpu, begin = 0, time.process_time(), time.perf_counter()
        end = begin + seconds / 3
        while time.perf_counter() < end:
            for action in actions:
                envs.step(action)
            steps += num_envs * len(actions)
        wall, cpu = time.perf_counter() - begin, time.process_time() - cpu
        if round > 0 and (best is None or steps / wall > best[0]):
            best = (steps / wall, cpu / steps * 1e6, cpu / wall)
    envs.close()
    return best


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--num-envs", type=int, default=64)
    parser.add_argument("--threads", type=int, default=0, help="0: one a processor")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each row")
    parser.add_argument("--only", help="rows of this environment")
    parser.add_argument("--rows", type=int, default=len(ROWS), help="only so many rows")
    parser.add_argument("--cpu-at-most", type=float, default=0, help="microseconds a step that the first three rows may take")
    parser.add_argument("--at-least", type=float, default=0, help="steps a second that the first three rows must reach")
    arguments = parser.parse_args()
    print(f"{arguments.num_envs} copies, NumPy {np.__version__}")
    print(f"{'steps/s':>10} {'µs cpu':>7} {'busy':>5}  environment")
    slowest, dearest, most_busy = float("inf"), 0.0, 0.0
    for place, (environment, background, settings) in enumerate(ROWS[: arguments.rows]):
        if arguments.only and arguments.only != environment:
            continue
        rate, cpu, busy = measure(environment, settings, arguments.num_envs, arguments.threads, arguments.seconds)
        print(f"{rate:10,.0f} {cpu:7.1f} {busy:5.2f}  {environment}; {background}", flush=True)
        if place < 3:
            slowest, dearest, most_busy = min(slowest, rate), max(dearest, cpu), max(most_busy, busy)
    if slowest >= arguments.at_least and (arguments.cpu_at_most == 0 or dearest <= arguments.cpu_at_most):
        return 0
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    processors = min(arguments.threads or here, here)
    if most_busy < 0.8 * processors:
        print(f"Other programs had most of the machine: {most_busy:.2f} of {processors} processors were had. This says nothing.")
        return 2
    return 1


if __name__ == "__main__":
    sys.exit(main())
