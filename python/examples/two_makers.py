#!/usr/bin/env python3
"""Several learners in one market: a narrow and a wide maker compete for the flow while a third party sells a large order.
   python3 python/examples/two_makers.py"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from marketsim.gym import MarketSimParallelEnv

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--quick", action="store_true", help="one market")
markets = 1 if parser.parse_args().quick else 20

MAKER = ("market-making", {"max_offset_ticks": 10})
env = MarketSimParallelEnv(
    learners={"narrow": MAKER, "wide": MAKER, "seller": ("execution", {"lots": 5000})}, steps=120, market_settings={"makers": 0, "value_traders": 4}
)
actions = {"narrow": np.array([-0.7, -0.7]), "wide": np.array([0.2, 0.2]), "seller": 2}
print("market  narrow: lots, gain   wide: lots, gain   seller: shortfall")
for seed in range(markets):
    env.reset(seed=seed)
    last = {}
    while env.agents:
        *_, infos = env.step({name: actions[name] for name in env.agents})
        last.update(infos)
    narrow, wide = last["narrow"], last["wide"]
    print(
        f"{seed:6d}  {narrow['bought_lots'] + narrow['sold_lots']:12.0f} {narrow['gain_ticks_per_lot']:6.1f} "
        f"{wide['bought_lots'] + wide['sold_lots']:12.0f} {wide['gain_ticks_per_lot']:6.1f} {last['seller']['shortfall_bp']:14.2f} bp"
    )
env.close()
