#!/usr/bin/env python3
"""One episode with each environment, acting at random: what is seen, done and earned.   python3 python/examples/first_steps.py"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import marketsim.gym

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--quick", action="store_true", help="short episodes")
steps = 10 if parser.parse_args().quick else 100

for id in marketsim.gym.IDS:
    env = marketsim.gym.make(id, steps=steps)
    observation, info = env.reset(seed=1)
    env.action_space.seed(1)
    total, ended = 0.0, False
    while not ended:
        observation, reward, terminated, truncated, info = env.step(env.action_space.sample())
        total += reward
        ended = terminated or truncated
    print(f"{id}: {env.action_space}, {observation.size} numbers seen; reward {total:.2f}; {info}")
    env.close()
