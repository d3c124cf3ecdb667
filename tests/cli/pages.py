# SPDX-License-Identifier: GPL-3.0-or-later
"""What the build makes of the tables of the program: manual pages that are good roff and tell
everything, completions that complete."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from support import GATESIM, Case

COMMANDS = "run merge check compare rank sweep optimize report live explain".split()
REFERENCE = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios/REFERENCE.md"

BASH = """
source ./gatesim.bash
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_gatesim
printf '%s\\n' "${COMPREPLY[@]}"
"""
# A shell inside a shell, as zsh completes only at a prompt; the end of each answer is marked.
ZSH = """
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PS1=; stty -echo; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -d $PWD/dump'
zpty -w z 'zstyle ":completion:*" list-prompt ""; LISTMAX=999; unsetopt zle_bracketed_paste; COLUMNS=200'
zpty -w z 'finish() { print -r "<end>"; exit }; zle -N finish; bindkey "^X" finish; print "<""begin>"'
zpty -r z line '*<begin>*'
zpty -w -n z "$1"$'\\t\\t\\x18'
zpty -r z line '*<end>*'
print -r -- "$line"
"""


def installed(name):
    return unittest.skipUnless(shutil.which(name), f"{name} is not installed")


class Pages(Case):
    def setUp(self):
        super().setUp()
        self.write("results.h5", "")
        (self.folder / "lower").mkdir()
        for page in ("gatesim.1", "gatesim-scenario.5", "gatesim.bash", "_gatesim", "gatesim.fish"):
            self.write(page, self.page(page))

    def page(self, name):
        out, err = self.gate("pages", name)
        self.assertEqual(err, "")
        return out

    def shell(self, words, **more):
        environment = {**os.environ, "HOME": str(self.folder), "TERM": "dumb"}
        environment.pop("ZDOTDIR", None)
        done = subprocess.run(words, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, **more)
        self.assertEqual((done.returncode, done.stderr), (0, ""), words)
        return done.stdout

    def options(self, command):
        return set(re.findall(r"(?m)^  (?:-\w, |    )(--[a-z-]+)", self.gate(command, "--help")[0]))

    def test_the_manual_tells_every_command_and_option(self):
        manual = self.page("gatesim.1").replace("\\-", "-")
        for command in COMMANDS:
            part = manual.split(f"\n.SS gatesim {command}\n")[1].split("\n.SS ")[0]
            for option in self.options(command):
                self.assertIn(f"\\fB{option}\\fR", part)

    def test_the_format_tells_every_key(self):
        text = self.page("gatesim-scenario.5").replace("\\-", "-")
        section, keys = None, 0
        for line in self.gate("explain")[0].splitlines():
            if re.match(r"\[|Distributions", line):
                section = text.split(f"\n.SS {line}\n")[-1].split("\n.SS ")[0]
            key = re.match(r"    ([a-z0-9-]+) +[a-z0-9].*", line)
            if key and section and f"\n\\fB{key[1]}\\fR = " in section:
                keys += 1
        self.assertEqual(keys, text.count("\\fR = \\fI"))
        self.assertGreater(keys, 150)

    def test_how_a_scenario_is_written_is_told_alike_everywhere(self):
        for text in (self.gate("explain")[0], self.page("gatesim-scenario.5"),
                     self.page("REFERENCE.md")):
            self.assertIn("such signs itself stands in quotes", re.sub(r"\s+", " ", text))

    @installed("groff")
    def test_groff_finds_nothing_wrong(self):
        for name in ("gatesim.1", "gatesim-scenario.5"):
            self.shell(["groff", "-ww", "-Tutf8", "-man", name])

    @installed("mandoc")
    def test_mandoc_finds_nothing_wrong(self):
        self.assertEqual(self.shell(["mandoc", "-Tlint", "gatesim.1", "gatesim-scenario.5"]), "")

    @installed("man")
    def test_text_comes_out_of_the_manual_as_it_went_in(self):
        shown = self.shell(["man", "--nh", "--nj", "-E", "UTF-8", "-l", "gatesim-scenario.5"])
        for line in ("customs.servers = 4", "'await laboratory 2 d'", "1 million VND/d"):
            self.assertIn(line, re.sub("\x1b\\[[0-9;]*m|.\b", "", re.sub(r"\s+", " ", shown)))

    def test_an_unknown_page_is_wrong_usage(self):
        for words in (["pages"], ["pages", "gatesim.2"]):
            self.assertIn("one page is needed", self.gate(*words, status=2)[1])

    def test_the_reference_is_what_the_tables_make(self):
        self.assertEqual(REFERENCE.read_text(encoding="utf-8"), self.page("REFERENCE.md"),
                         "build the target reference")

    def completes(self, ask):
        """ask(line) gives what may stand in place of the line's last word."""
        self.assertEqual(ask("gatesim comp"), {"compare"})
        self.assertTrue(ask("gatesim ") >= {*COMMANDS, "booth.ini"})
        self.assertEqual(ask("gatesim run --re"), {"--replications", "--resume"})
        self.assertEqual(ask("gatesim booth.ini --bot"), {"--bottleneck"})
        self.assertEqual(ask("gatesim run boo"), {"booth.ini"})
        self.assertEqual(ask("gatesim report --lang "), {"en", "vi"})
        self.assertEqual(ask("gatesim sweep booth.ini --design s"), {"sobol"})
        self.assertEqual(ask("gatesim report res"), {"results.h5"})
        self.assertEqual(ask("gatesim compare res"), {"results.h5"})
        self.assertEqual(ask("gatesim run --seed "), set())
        self.assertEqual(ask("gatesim explain station.servi"), {"station.service"})
        self.assertEqual(ask("gatesim explain logn"), {"lognormal"})
        self.assertEqual(ask("gatesim explain trucks_cros"), {"trucks_crossed"})

    @installed("bash")
    def test_bash_completes(self):
        def ask(line):
            return {word for word in self.shell(["bash", "-c", BASH, "-", *line.split(" ")]).split("\n")
                    if word}
        self.completes(ask)
        self.assertEqual(ask("gatesim report boo"), set())  # fish shows other files too, last
        self.assertEqual(ask("gatesim merge --data lo"), {"lower"})
        self.assertEqual(ask("gatesim report --lang = v"), {"vi"})  # as bash splits --lang=v
        for command in COMMANDS:
            self.assertEqual(ask(f"gatesim {command} --"), self.options(command))

    @installed("fish")
    def test_fish_completes(self):
        def ask(line):
            script = "source ./gatesim.fish; complete -C $argv[1]"
            found = self.shell(["fish", "--no-config", "-c", script, line])
            return {word.split("\t")[0] for word in found.splitlines()}
        self.completes(lambda line: {word for word in ask(line) if word != "lower/"})
        for command in COMMANDS:
            self.assertEqual(ask(f"gatesim {command} --"), self.options(command))

    @installed("zsh")
    def test_zsh_completes(self):
        self.write("ask.zsh", ZSH)

        def ask(line):
            return self.shell(["zsh", "-f", "ask.zsh", line]).replace("\r", "")
        self.assertIn("gatesim compare ", ask("gatesim comp"))
        listed = ask("gatesim run --re")
        self.assertIn("--replications", listed)
        self.assertIn("--resume", listed)
        self.assertIn("--bottleneck ", ask("gatesim booth.ini --bot"))
        self.assertIn("booth.ini ", ask("gatesim run boo"))
        self.assertIn("results.h5 ", ask("gatesim compare res"))
        self.assertIn("station.service ", ask("gatesim explain station.servi"))
        self.assertIn("sobol ", ask("gatesim sweep booth.ini --design s"))


if __name__ == "__main__":
    if "--write" in sys.argv:
        REFERENCE.write_bytes(subprocess.run([GATESIM, "pages", "REFERENCE.md"], check=True,
                                             capture_output=True).stdout)
    else:
        unittest.main()
