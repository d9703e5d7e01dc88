"""The classes of marketsim.gym, with Gymnasium and PettingZoo where they are installed and without them everywhere."""

import copy
import os
import pickle
import subprocess
import sys
import unittest
import warnings
from pathlib import Path

import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import marketsim.gym
    from marketsim.gym import HAS_GYMNASIUM, IDS, MarketSimEnv, MarketSimParallelEnv, MarketSimVectorEnv
    from marketsim.native import MarketSimError

NAMES = list(IDS.values())
needs_gymnasium = unittest.skipUnless(HAS_GYMNASIUM, "Gymnasium is not installed")


def has_pettingzoo():
    try:
        import pettingzoo.test  # noqa: F401
    except ImportError:
        return False
    return True


class EnvTests(unittest.TestCase):
    def test_episodes_keep_to_their_spaces(self):
        for name in NAMES:
            for observation in ("box", "dict"):
                with self.subTest(name=name, observation=observation), MarketSimEnv(name, observation=observation, steps=8) as env:
                    seen, info = env.reset(seed=3)
                    self.assertIn(seen, env.observation_space)
                    env.action_space.seed(1)
                    ended = False
                    while not ended:
                        seen, reward, terminated, truncated, info = env.step(env.action_space.sample())
                        self.assertIn(seen, env.observation_space)
                        self.assertIsInstance(reward, float)
                        self.assertEqual(env.description["infos"], list(info))
                        ended = terminated or truncated

    def test_settings_are_given_by_name(self):
        with MarketSimEnv("trading", steps=3, interval="500ms", market="default-day", market_settings={"noise_traders": 20}) as env:
            env.reset(seed=1)
            ends = [env.step(1)[3] for _ in range(3)]
        self.assertEqual([False, False, True], ends)
        with self.assertRaisesRegex(MarketSimError, "Unknown option 'step'"):
            MarketSimEnv("trading", step=3)

    def test_copies_and_pickles_go_on_alike(self):
        env = MarketSimEnv("market-making", steps=9)
        copy.deepcopy(env)
        env.reset(seed=5)
        env.step(np.zeros(2, np.float32))
        twins = [copy.deepcopy(env), pickle.loads(pickle.dumps(env))]
        action = np.array([-0.5, 0.25], np.float32)
        expected = env.step(action)
        for twin in twins:
            seen = twin.step(action)
            np.testing.assert_array_equal(expected[0], seen[0])
            self.assertEqual(expected[1:], seen[1:])
            self.assertEqual(env.state_hash(), twin.state_hash())

    def test_a_snapshot_can_be_gone_back_to(self):
        env = MarketSimEnv("trading", steps=9)
        env.reset(seed=5)
        env.step(2)
        snapshot = env.snapshot()
        first = [env.step(a)[:2] for a in (0, 2, 1)]
        env.restore(snapshot)
        for (seen, reward), action in zip(first, (0, 2, 1)):
            again = env.step(action)
            np.testing.assert_array_equal(seen, again[0])
            self.assertEqual(reward, again[1])

    def test_it_is_rendered_as_a_line(self):
        with MarketSimEnv("trading", render_mode="ansi") as env:
            env.reset(seed=1)
            env.step(2)
            self.assertRegex(env.render(), r"position_lots 100 .* reward -?\d")

    @needs_gymnasium
    def test_gymnasiums_checker_passes_without_a_warning(self):
        import gymnasium
        from gymnasium.utils.env_checker import check_env

        for id in IDS:
            for settings in ({}, {"observation": "dict"}, {"actions": "rate-and-price"} if "Execution" in id else {"steps": 20}):
                with self.subTest(id=id, settings=settings), warnings.catch_warnings():
                    warnings.simplefilter("error")
                    env = gymnasium.make(id, **settings)
                    check_env(env.unwrapped)
                    env.close()

    @needs_gymnasium
    def test_it_works_under_gymnasiums_wrappers(self):
        import gymnasium

        env = gymnasium.wrappers.RecordEpisodeStatistics(
            gymnasium.wrappers.NormalizeObservation(gymnasium.make("MarketSim/Trading-v0", steps=5))
        )
        env.reset(seed=1)
        for _ in range(5):
            *_, truncated, info = env.step(1)
        self.assertTrue(truncated)
        self.assertEqual(5, info["episode"]["l"])


class VectorTests(unittest.TestCase):
    def test_many_give_what_each_alone_gives(self):
        for name in NAMES:
            with self.subTest(name):
                many = MarketSimVectorEnv(name, 4, steps=6)
                singles = [MarketSimEnv(name, steps=6) for _ in range(4)]
                seen, _ = many.reset(seed=30)
                for i, single in enumerate(singles):
                    np.testing.assert_array_equal(single.reset(seed=30 + i)[0], seen[i])
                many.action_space.seed(2)
                ended = [False] * 4
                for _ in range(20):
                    actions = many.action_space.sample()
                    seen, rewards, terminated, truncated, infos = many.step(actions)
                    for i, single in enumerate(singles):
                        if ended[i]:
                            alone = (*single.reset()[:1], 0.0, False, False, single._info())
                        else:
                            alone = single.step(actions[i])
                        np.testing.assert_array_equal(alone[0], seen[i])
                        self.assertEqual(alone[1:4], (rewards[i], terminated[i], truncated[i]))
                        self.assertEqual(alone[4], {key: infos[key][i] for key in alone[4]})
                        ended[i] = alone[2] or alone[3]

    def test_the_last_observation_is_kept_in_the_same_step_mode(self):
        many, single = MarketSimVectorEnv("trading", 2, autoreset_mode="SameStep", steps=2), MarketSimEnv("trading", steps=2)
        many.reset(seed=1)
        single.reset(seed=1)
        for _ in range(2):
            seen, _, _, truncated, infos = many.step(np.array([2, 0]))
            last = single.step(2)
        self.assertTrue(truncated.all())
        np.testing.assert_array_equal(last[0], infos["final_obs"][0])
        self.assertEqual(last[4]["position_lots"], infos["final_info"]["position_lots"][0])
        np.testing.assert_array_equal(single.reset()[0], seen[0])

    def test_chosen_copies_begin_anew_where_resetting_is_left_to_the_caller(self):
        many = MarketSimVectorEnv("trading", 3, autoreset_mode="Disabled", steps=1)
        many.reset(seed=[5, 6, 7])
        many.step(np.ones(3))
        with self.assertRaisesRegex(MarketSimError, "reset the environment"):
            many.step(np.ones(3))
        many.reset(options={"reset_mask": np.array([True, True, True])})
        _, _, _, truncated, _ = many.step(np.ones(3))
        self.assertTrue(truncated.all())
        with self.assertRaises(ValueError):
            many.reset(options={"reset_mask": np.array([True])})

    @needs_gymnasium
    def test_it_equals_gymnasiums_own_vector_environment(self):
        import gymnasium
        from gymnasium.vector import AutoresetMode, SyncVectorEnv
        from gymnasium.vector.utils import batch_space

        for id in IDS:
            for mode in (AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP):
                with self.subTest(id=id, mode=mode):
                    ours = gymnasium.make_vec(id, num_envs=3, autoreset_mode=mode, steps=5)
                    theirs = SyncVectorEnv([lambda: gymnasium.make(id, steps=5).unwrapped] * 3, autoreset_mode=mode)
                    self.assertIsInstance(ours.unwrapped, MarketSimVectorEnv)
                    self.assertEqual(theirs.observation_space, ours.observation_space)
                    self.assertEqual(batch_space(ours.single_action_space, 3), ours.action_space)
                    self.assertEqual(mode, ours.metadata["autoreset_mode"])
                    self._equal(theirs.reset(seed=9), ours.reset(seed=9))
                    ours.action_space.seed(1)
                    for _ in range(14):
                        actions = ours.action_space.sample()
                        self._equal(theirs.step(actions), ours.step(actions))
                    theirs.close()
                    ours.close()

    @needs_gymnasium
    def test_it_works_under_gymnasiums_vector_wrappers(self):
        import gymnasium
        from gymnasium.wrappers.vector import DictInfoToList, RecordEpisodeStatistics

        envs = DictInfoToList(RecordEpisodeStatistics(gymnasium.make_vec("MarketSim/Execution-v0", num_envs=3, steps=4)))
        envs.reset(seed=1)
        for _ in range(4):
            *_, infos = envs.step(np.full(3, 2))
        self.assertEqual([4, 4, 4], [info["episode"]["l"] for info in infos])
        self.assertEqual(3, len(infos))

    def _equal(self, expected, actual):
        if isinstance(expected, dict):
            self.assertEqual(expected.keys(), actual.keys())
            for key in expected:
                self._equal(expected[key], actual[key])
        elif isinstance(expected, (tuple, list)):
            self.assertEqual(len(expected), len(actual))
            for one, other in zip(expected, actual):
                self._equal(one, other)
        elif isinstance(expected, np.ndarray) and expected.dtype == object:
            self._equal(list(expected), list(actual))
        else:
            np.testing.assert_array_equal(expected, actual)


class ParallelTests(unittest.TestCase):
    def test_learners_with_tasks_of_their_own_share_a_market(self):
        env = MarketSimParallelEnv(learners={"seller": ("execution", {"lots": 500}), "maker": "market-making"}, steps=6)
        seen, infos = env.reset(seed=4)
        self.assertEqual(["seller", "maker"], env.agents)
        while env.agents:
            actions = {name: env.action_space(name).sample() for name in env.agents}
            seen, rewards, terminated, truncated, infos = env.step(actions)
            for name, row in seen.items():
                self.assertIn(row, env.observation_space(name))
        self.assertTrue(truncated["maker"])
        with self.assertRaisesRegex(MarketSimError, "The action of 'seller' is missing"):
            env.reset()
            env.step({"maker": np.zeros(2)})

    @unittest.skipUnless(has_pettingzoo(), "PettingZoo is not installed")
    def test_pettingzoos_checker_passes_without_a_warning(self):
        from pettingzoo.test import parallel_api_test, parallel_seed_test

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for learners in (3, {"seller": "execution", "maker": "market-making", "trader": "trading"}):
                parallel_api_test(MarketSimParallelEnv("market-making", learners=learners, steps=30), num_cycles=40)
                parallel_seed_test(lambda learners=learners: MarketSimParallelEnv("trading", learners=learners, steps=10), num_cycles=12)


class FallBackTests(unittest.TestCase):
    def test_without_gymnasium_everything_works_and_it_is_said(self):
        script = (
            "import sys\n"
            "sys.modules['gymnasium'] = None\n"
            "sys.modules['pettingzoo'] = None\n"
            "import numpy as np, marketsim.gym as g\n"
            "assert not g.HAS_GYMNASIUM\n"
            "env = g.make('MarketSim/Execution-v0', steps=4)\n"
            "seen, info = env.reset(seed=1)\n"
            "assert seen in env.observation_space and env.action_space.sample() in env.action_space\n"
            "while True:\n"
            "    seen, reward, terminated, truncated, info = env.step(env.action_space.sample())\n"
            "    if terminated or truncated: break\n"
            "envs = g.make_vec('market-making', 3, steps=4)\n"
            "seen, _ = envs.reset(seed=1)\n"
            "assert seen in envs.observation_space\n"
            "for _ in range(9): seen, *_ = envs.step(envs.action_space.sample())\n"
            "assert seen in envs.observation_space\n"
            "g.MarketSimParallelEnv('trading', learners=2).reset(seed=1)\n"
        )
        root = Path(__file__).parents[1]
        path = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
        ran = subprocess.run(
            [sys.executable, "-W", "always", "-c", script], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
        )
        self.assertEqual(0, ran.returncode, ran.stderr)
        self.assertIn("Gymnasium is not installed", ran.stderr)


if __name__ == "__main__":
    unittest.main()
