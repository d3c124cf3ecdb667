# SPDX-License-Identifier: GPL-3.0-or-later
"""signalled.py INSTANTS [SEED]: runs flat out and in step with the clock are told to end at random
instants, by SIGINT and SIGTERM in turn. Each ends with status 3 and a results file that can be
read, after 0.2 s of the processor at most; every third is told twice, and then ends at once."""
import os
import random
import signal
import subprocess
import sys
import time

from trial import Trial

WORK = 0.2 # s of the processor, which other work on the machine does not make longer
WAIT = 10 # s of the clock, however busy the machine
LONGEST = 0.6 # s that it may run before

# About as many events as a run may have.
ENDLESS = """\
[scenario]
duration = 8000 d
warm-up = 2 d

[results]
bin = 1 w

[class truck]
route = through
arrivals = poisson 20000/h

[station booth]
servers = 1
service = exponential mean 0.1 s

[route through]
steps =
    booth
"""
KINDS = (("flat out", ()), ("paced", ("--pace", "10x", "--set", "truck.arrivals=every 1 h")),
         ("paced fast", ("--pace", "1e5x")))
READ = b"none of its replications is complete" # as who can read such a file says
TICK = 1 / os.sysconf("SC_CLK_TCK")


def processor(pid):
    """s of the processor that a process has used."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def begin(trial, words):
    """A run that has begun its file, and so listens."""
    process = subprocess.Popen([trial.program, "run", "endless.ini", "-o", "e.h5", *words],
                               cwd=trial.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    deadline = time.monotonic() + WAIT
    while not (trial.folder / "e.h5.partial").exists() and time.monotonic() < deadline:
        time.sleep(0.002)
    return process


def end(process, number, twice):
    """Tell it to end; returns how it ended, s of the processor and of the clock until then."""
    before, begun = processor(process.pid), time.monotonic()
    process.send_signal(number)
    if twice:
        process.send_signal(number)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    return (process.returncode, used.ru_utime + used.ru_stime - before - TICK,
            time.monotonic() - begun)


def main():
    instants, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, trial, most = random.Random(seed), Trial(), [0.0, 0.0]
    (trial.folder / "endless.ini").write_text(ENDLESS, encoding="utf-8")
    path = trial.folder / "e.h5"
    for i in range(instants):
        name, words = KINDS[i % len(KINDS)]
        number = (signal.SIGINT, signal.SIGTERM)[i // len(KINDS) % 2]
        twice = i // (2 * len(KINDS)) % 3 == 2
        after = chance.uniform(0, LONGEST)
        process = begin(trial, words)
        time.sleep(after)
        status, work, wait = end(process, number, twice)
        what = f"{name}, {number.name}{' twice' if twice else ''} after {after:.3f} s"
        most = [max(most[0], work), max(most[1], wait)]
        if status not in ((3, -number) if twice else (3,)):
            trial.tell(f"{what}: it ended with {status}")
        if work > WORK or wait > WAIT:
            trial.tell(f"{what}: it took {work:.3f} s of the processor, {wait:.3f} s in all")
        if status == 3 and READ not in trial.run(("compare", "e.h5", "e.h5")).stderr:
            trial.tell(f"{what}: its file cannot be read")
        if status == 3 and (not path.exists() or list(trial.folder.glob("e.h5.*"))):
            trial.tell(f"{what}: it left {sorted(p.name for p in trial.folder.glob('e.h5*'))}")
        for left in trial.folder.glob("e.h5*"):
            left.unlink()
    print(f"{instants} instants, at most {most[0]:.3f} s of the processor and {most[1]:.3f} s of "
          f"the clock; {len(trial.wrong)} wrong")
    trial.close()
    return 1 if trial.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
