# SPDX-License-Identifier: GPL-3.0-or-later
"""analysis/many-machines.md is true: its commands, with fewer replications, give the file of one
run. Slurm, Kubernetes and GNU parallel are played where they are not installed."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

import support
from support import BOOTH, Case

TEXT = (pathlib.Path(os.environ["GATESIM_SOURCE"]) / "analysis/many-machines.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.S)
ARRAY, PARALLEL, KUBERNETES, MERGE, MPIRUN, MPI = (block for _, block in BLOCKS)


class Machines(Case):
    def setUp(self):
        super().setUp()
        self.write("peak.ini", BOOTH.replace("20 d", "6 d").replace("2 d", "1 d"))
        self.gate("peak.ini", "--replications", "20", "-o", "whole.h5")
        self.whole = (self.folder / "whole.h5").read_bytes()

    def shell(self, script, **more):
        script = re.sub(r"--replications \d+", "--replications 20", script)
        env = {k: v for k, v in os.environ.items() if not k.startswith("OMPI")}
        env.update(more, PATH=f"{pathlib.Path(support.GATESIM).parent}:{os.environ['PATH']}")
        done = subprocess.run(["sh", "-c", script], cwd=self.folder, env=env, timeout=120,
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def merged(self):
        self.shell(MERGE)
        self.assertEqual((self.folder / "peak.h5").read_bytes(), self.whole)
        for shard in self.folder.glob("*-of-8.h5"):
            shard.unlink()

    def test_job_arrays(self):
        for i in range(1, 9):
            self.shell(ARRAY, SLURM_ARRAY_TASK_ID=str(i))
        self.merged()
        command = re.search(r'args: \["(.*)"\]', KUBERNETES).group(1)
        for i in range(8):
            self.shell(command, JOB_COMPLETION_INDEX=str(i))
        self.merged()

    def test_gnu_parallel(self):
        if shutil.which("parallel"):
            self.shell(PARALLEL)
        else:
            command, words = PARALLEL.removeprefix("parallel ").split(":::")
            for word in words.split():
                self.shell(command.replace("{}", word))
        self.merged()

    @unittest.skipIf(os.environ.get("GATESIM_SANITIZE"), "Open MPI leaks and races")
    def test_mpi(self):
        if not shutil.which("mpirun") or not (
                pathlib.Path(support.GATESIM).parent / "gatesim-mpi.so").exists():
            self.skipTest("no MPI")
        options = "mpirun --allow-run-as-root --oversubscribe "
        self.shell(MPIRUN.replace("mpirun ", options), OMPI_MCA_btl="self,vader")
        self.assertEqual((self.folder / "peak.h5").read_bytes(), self.whole)
        (self.folder / "peak.h5").unlink()
        self.shell(MPI.replace("mpirun ", options + "-n 3 "), OMPI_MCA_btl="self,vader")
        self.assertEqual((self.folder / "peak.h5").read_bytes(), self.whole)


if __name__ == "__main__":
    unittest.main()
