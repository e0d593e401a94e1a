"""This is where the program is killed many times: ``python -m tests.kills --times 200``."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.kills.killing import PROMISED, Killed, kill_times


def main() -> int:
    """Kill, print what was found, and give 1 where anything was lost or wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.kills")
    asked.add_argument("--times", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    chosen = asked.parse_args()
    done: list[Killed] = []
    with tempfile.TemporaryDirectory(prefix="layerdesk-kills-") as folder:
        for killed in kill_times(chosen.times, chosen.seed, Path(folder)):
            done.append(killed)
            for fault in killed.faults:
                print(f"kill {len(done)}, {killed.scene}: {fault}", flush=True)
            if len(done) % 20 == 0:
                print(f"{len(done)} …", file=sys.stderr, flush=True)
    lost, faults = sum(each.lost for each in done), sum(len(each.faults) for each in done)
    texts = sum(each.acknowledged for each in done)
    behind = sorted(each.behind for each in done)
    late = sum(1 for each in behind if each > PROMISED)
    print(f"{len(done)} kills, {texts} acknowledged texts, lost {lost}, other faults {faults}")
    print(
        f"oldest letter not kept: median {behind[len(behind) // 2]:.2f} s, "
        f"worst {behind[-1]:.2f} s; over {PROMISED} s in {late}"
    )
    return 1 if lost or faults else 0


if __name__ == "__main__":
    sys.exit(main())
