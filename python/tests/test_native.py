"""The library through its C interface: needs NumPy and the built library, nothing else."""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

import marketsim
from marketsim.native import Environments, MarketSimError

MIXED = {
    "learners": [
        {"name": "seller", "environment": "execution", "settings": {"lots": 1000}},
        {"name": "maker", "environment": "market-making"},
    ],
    "settings": {"steps": 10},
}


def sample(environments, random):
    """Random actions for all agents of all copies."""
    columns = []
    for agent in environments.agents:
        action = agent["action"]
        if action["type"] == "discrete":
            columns.append(random.integers(len(action["choices"]), size=(environments.count, 1)))
        else:
            columns.append(random.uniform(-1, 1, (environments.count, len(action["features"]))))
    return np.concatenate(columns, axis=1)


class NativeTests(unittest.TestCase):
    def test_the_catalog_tells_every_setting(self):
        catalog = {entry["name"]: entry for entry in marketsim.catalog()}
        self.assertEqual(["execution", "market-making", "trading"], list(catalog))
        for entry in catalog.values():
            self.assertTrue({"market", "steps", "interval"} <= {setting["name"] for setting in entry["settings"]})

    def test_what_is_refused_is_told_in_a_sentence(self):
        for request, expected in (
            ({"environment": "executon"}, "Did you mean 'execution'?"),
            ({"environment": "trading", "settings": {"steps": -1}}, "accepted is a whole number from 1"),
            ({"environment": "trading", "setting": {}}, "The request has the key 'setting'"),
            ({"environment": "trading", "settings": {"steps": [1]}}, "neither a text"),
            ({"environment": 3}, "lacks the text 'environment'"),
            ([], "where an object belongs"),
            ({"learners": []}, "at least one learner"),
        ):
            with self.subTest(request), self.assertRaisesRegex(MarketSimError, expected.replace("?", r"\?")):
                Environments(request)
        with self.assertRaisesRegex(MarketSimError, "accepted are 1 to"):
            Environments({"environment": "trading"}, count=0)
        environments = Environments({"environment": "trading"})
        with self.assertRaisesRegex(MarketSimError, "reset the environment"):
            environments.step(np.ones((1, 1)))
        environments.reset([1])
        with self.assertRaisesRegex(MarketSimError, "was 7; accepted is a whole number from 0 to 2"):
            environments.step(np.full((1, 1), 7))
        with self.assertRaisesRegex(MarketSimError, "no snapshot"):
            environments.restore(b"nonsense")
        with self.assertRaisesRegex(MarketSimError, "no copy 3"):
            environments.snapshot(3)
        environments.close()
        environments.close()
        with self.assertRaisesRegex(MarketSimError, "closed"):
            environments.step()

    def test_the_outcome_does_not_depend_on_the_number_of_threads(self):
        outcomes = []
        for threads in (1, 2, 5):
            environments, random = Environments(MIXED, 6, threads=threads), np.random.default_rng(1)
            environments.reset(range(6))
            rows = []
            for _ in range(25):
                environments.step(sample(environments, random))
                rows.append((environments.observations.copy(), environments.rewards.copy(), environments.infos.copy()))
            outcomes.append((rows, [environments.state_hash(i) for i in range(6)]))
        for rows, hashes in outcomes[1:]:
            self.assertEqual(outcomes[0][1], hashes)
            for one, other in zip(outcomes[0][0], rows):
                for first, second in zip(one, other):
                    np.testing.assert_array_equal(first, second)

    def test_a_snapshot_goes_on_to_the_last_bit_in_another_process(self):
        environments, random = Environments(MIXED, 1, "Disabled"), np.random.default_rng(2)
        environments.reset([77])
        for _ in range(4):
            environments.step(sample(environments, random))
        snapshot = environments.snapshot()
        actions = sample(environments, random)
        environments.step(actions)
        script = (
            "import json, sys, numpy as np\n"
            "from marketsim.native import Environments\n"
            "request, snapshot, actions = json.loads(sys.stdin.read())\n"
            "e = Environments(request, 1, 'Disabled')\n"
            "e.restore(bytes.fromhex(snapshot))\n"
            "e.step(np.array(actions))\n"
            "print(json.dumps([e.state_hash(), e.rewards.tobytes().hex(), e.observations.tobytes().hex()]))\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", script], input=json.dumps([MIXED, snapshot.hex(), actions.tolist()]),
            capture_output=True, text=True, check=True,
        )
        self.assertEqual(
            [environments.state_hash(), environments.rewards.tobytes().hex(), environments.observations.tobytes().hex()],
            json.loads(ran.stdout),
        )

    def test_many_open_and_close_without_keeping_memory(self):
        if not Path("/proc/self/statm").exists():
            self.skipTest("the memory of a process is not told here")

        def megabytes_after(rounds):
            for _ in range(rounds):
                environments = Environments({"environment": "trading", "settings": {"steps": 3}}, 16)
                environments.reset(range(16))
                environments.close()
            return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

        # 400 rounds of 16 markets would hold over a gigabyte; what may grow is the nursery, which is 64 MB.
        before = megabytes_after(100)
        self.assertLess(megabytes_after(400) - before, 150)

    def test_a_program_in_c_can_use_it(self):
        compiler = shutil.which("cc") or shutil.which("gcc")
        header = Path(__file__).parents[2] / "src/MarketSim.Native/include"
        source = Path(__file__).parents[2] / "samples/native-client.c"
        if compiler is None or not source.exists():
            self.skipTest("there is no C compiler here")
        with tempfile.TemporaryDirectory() as folder:
            library = marketsim.library_path().resolve()
            program = Path(folder) / "client"
            subprocess.run(
                [compiler, "-std=c11", "-Wall", "-Wextra", "-Werror", f"-I{header}", str(source), str(library), "-o", str(program),
                 f"-Wl,-rpath,{library.parent}"], check=True,
            )
            ran = subprocess.run([str(program)], capture_output=True, text=True, check=True)
        self.assertIn("shortfall", ran.stdout)


if __name__ == "__main__":
    unittest.main()
