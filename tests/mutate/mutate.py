#!/usr/bin/env python3
"""Makes small bugs, one at a time, and says which of them the tests notice.

Works on copies of the sources in build/mutate, one for each processor; crashes, hangs and bugs that do not compile do
not end it. A bug that does not compile is replaced by another. Exit status 0 whatever the score: it is a measure, no
check.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

from bugs import bugs_in

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "mutate"
SOURCES = ["core", "ui", "app"]
# Where the time for it is not known yet, as long as the slowest of them takes on a slow machine.
LONGEST_SECONDS = 1800
# The pictures of all lessons in three programs of others take longer than all else, and are about drawing alone. Scenarios
# made up by the hundred notice much, and name nothing.
SLOW = ["Page", "Animation", "Every/LessonPicture", "OfAllKinds/Faults", "FiguresForPrint", "Soak", "Seeds/GeneratedScenarios",
        "File/Malformed", "LessonFactsAgree", "CountsAgree", "LegendColours", "AllLessons/EveryLessonTest"]
# These take longer than a hundred others together, and are run for bugs in the folders beside them only.
LONG = ["Some/TraceOfRuns", "ScenarioPlaces", "Code", "FormTest", "PresentationTest", "All/NoAnswerEarly", "StepLines"]

ALL_PROGRAMS = ["roundscope_core_tests", "roundscope_session_tests", "roundscope_ui_tests", "roundscope_app_tests"]
ONE_PROCESS = {"roundscope_core_tests", "roundscope_session_tests", "roundscope_ui_tests"}


def near_program(path):
    """The test program that stands nearest to a source file."""
    if path.startswith("core/"):
        return "roundscope_core_tests"
    if path.startswith("ui/session/"):
        return "roundscope_session_tests"
    return "roundscope_ui_tests" if path.startswith("ui/") else "roundscope_app_tests"


class House:
    """A copy of the sources, laid out and built as the project is, so that the compiler cache knows its files."""

    seconds = {}  # how long a program's tests may take together, by its name, once one of the houses has measured it
    measuring = threading.Lock()

    def __init__(self, number):
        self.source = FOLDER / str(number)
        self.build_folder = self.source / "build" / "release"

    def run(self, command, seconds, log):
        """Whether it ended well, within its time; what it started ends with it."""
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CCACHE_BASEDIR": str(self.source), "CCACHE_NOHASHDIR": "1",
                       "CCACHE_SLOPPINESS": "pch_defines,time_macros"}
        with open(log, "w") as out:
            process = subprocess.Popen(command, cwd=self.source, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
                                       env=environment)
            try:
                return process.wait(seconds) == 0
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                out.write("\nROUNDSCOPE: it hung\n")
                return False

    def copy_sources(self):
        """Only files that changed are written, so that little is compiled again."""
        listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True,
                                capture_output=True, check=True).stdout.split("\n")
        for name in filter(None, listed):
            source, target = ROOT / name, self.source / name
            if not source.is_file():
                continue
            if not target.exists() or target.read_bytes() != source.read_bytes():
                target.parent.mkdir(parents=True, exist_ok=True)
                # As of now: what was built of a bug that is still there after a crash is older.
                shutil.copyfile(source, target)

    def build(self, programs, jobs=1):
        command = ["cmake", "--build", str(self.build_folder), f"-j{jobs}", "--target", *programs]
        return self.run(command, 3600, self.build_folder / "build.log")

    def prepare(self, programs):
        """Ends the program where the sources as they are do not build."""
        self.copy_sources()
        self.build_folder.mkdir(parents=True, exist_ok=True)
        configure = ["cmake", "--preset", "release", f"-DROUNDSCOPE_FILES_FROM={ROOT}"]
        if shutil.which("ccache"):
            configure.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
        if not self.run(configure, 600, self.build_folder / "configure.log"):
            sys.exit((self.build_folder / "configure.log").read_text())
        if not self.build(programs, os.cpu_count()):
            sys.exit((self.build_folder / "build.log").read_text()[-4000:])

    def in_one_process(self, program, suites=()):
        names = [f"{suite}.*:*/{suite}.*:{suite}/*" for suite in suites]
        but = ":".join(f"{suite}.*" for suite in (SLOW if suites else SLOW + LONG))
        return [str(self.build_folder / program), "--gtest_brief=1", "--gtest_fail_fast", f"--gtest_filter={':'.join(names)}-{but}"]

    def one_by_one(self, *choice):
        return ["ctest", "--test-dir", str(self.build_folder), "--stop-on-failure", "--no-tests=error", *choice]

    def tests_of(self, path, near):
        """The commands that test a file, nearest first; each with what must be built for it."""
        program = near_program(path)
        suites = suites_beside(path)
        if program in ONE_PROCESS:
            if suites:
                yield [program], self.in_one_process(program, suites)
            # All tests of the window take minutes: nearest are those that use what is in the bug's folder.
            if not near or program != "roundscope_ui_tests":
                yield [program], self.in_one_process(program)
            elif others := suites_using(path):
                yield [program], self.in_one_process(program, others)
        elif suites:
            yield [program], self.one_by_one("--tests-regex", rf"(^|/)({'|'.join(suites)})\.")
        if not near:
            yield ALL_PROGRAMS, self.one_by_one("--exclude-regex", f"^({'|'.join(SLOW)})\\.")

    def passes(self, command):
        """Whether tests pass, not much slower than without a bug; and what they said."""
        log = self.build_folder / "tests.log"
        return self.run(command, self.seconds.get(Path(command[0]).name, LONGEST_SECONDS), log), log

    def measure(self, programs):
        """How long their tests take without a bug. Each house takes the next. Ends the program where they fail."""
        for program in ONE_PROCESS.intersection(programs):
            with self.measuring:
                if program in self.seconds:
                    continue
                self.seconds[program] = LONGEST_SECONDS
            began = time.monotonic()
            passed, log = self.passes(self.in_one_process(program))
            if not passed:
                sys.exit(f"Tests of {program} fail where there is no bug:\n{log.read_text(errors='replace')[-4000:]}")
            self.seconds[program] = 60 + 2 * (time.monotonic() - began)

    def judge(self, bug, near):
        """What noticed the bug: None where nothing did, "" where it does not compile."""
        source = self.source / bug.path
        right = source.read_text()
        lines = right.split("\n")
        lines[bug.line - 1] = bug.after
        source.write_text("\n".join(lines))
        try:
            for programs, command in self.tests_of(bug.path, near):
                if not self.build(programs):
                    return ""
                passed, log = self.passes(command)
                if not passed:
                    return killer(log)
            return None
        finally:
            source.write_text(right)


def suites_in(tests):
    return sorted({suite for test in tests for suite in re.findall(r"^TEST(?:_F|_P)?\((\w+),", test.read_text(), re.MULTILINE)})


def suites_beside(path):
    """The tests in the folder that mirrors the file's own."""
    return suites_in((ROOT / "tests" / Path(path).parent).glob("*.cpp"))


def suites_using(path):
    """The tests elsewhere that include a header of the file's folder."""
    folder = Path(path).parent
    header = re.compile(rf'^#include "{folder}/[^/"]+"', re.MULTILINE)
    others = [test for test in (ROOT / "tests" / "ui").rglob("*.cpp") if test.parent != ROOT / "tests" / folder]
    return suites_in(test for test in others if header.search(test.read_text()))


def killer(log):
    """The test that failed first, as the log tells it."""
    text = Path(log).read_text(errors="replace")
    if "ROUNDSCOPE: it hung" in text:
        return "a test that hung"
    failed = re.search(r"\[  FAILED  \] ([\w./]+)", text) or re.search(r"\d+ - (\S+) \(", text)
    return failed.group(1) if failed else "a crash"


class Report:
    """What was found, told and written as it comes, whichever house finds it."""

    def __init__(self, bugs, count):
        self.lock = threading.Lock()
        self.bugs = iter(bugs)
        self.count = count
        self.begun = self.made = 0
        self.score = defaultdict(lambda: [0, 0])
        self.survivors = []
        self.file = open(FOLDER / "report.txt", "w")

    def next_bug(self):
        with self.lock:
            if self.begun == self.count:
                return None
            self.begun += 1
            return next(self.bugs, None)

    def end_early(self):
        """No bug after those that are under way."""
        self.bugs = iter(())

    def say(self, words):
        print(words, flush=True)
        self.file.write(words + "\n")
        self.file.flush()

    def add(self, bug, noticed, seconds):
        with self.lock:
            if noticed == "":
                self.begun -= 1
                return
            self.made += 1
            folder = self.score[str(Path(bug.path).parent)]
            folder[1] += 1
            if noticed is None:
                self.survivors.append(bug)
                self.say(f"{self.made}/{self.count} SURVIVED ({seconds:.0f} s) {bug.text()}")
            else:
                folder[0] += 1
                self.say(f"{self.made}/{self.count} {bug.path}:{bug.line} {bug.kind}: killed by {noticed} ({seconds:.0f} s)")

    def end(self):
        self.say("")
        for folder in sorted(self.score):
            killed, all_of_it = self.score[folder]
            self.say(f"{folder}: {killed} of {all_of_it}")
        self.say(f"all: {sum(k for k, _ in self.score.values())} of {self.made}")
        for bug in self.survivors:
            self.say("\n" + bug.text())


def work(house, report, near):
    while (bug := report.next_bug()) is not None:
        began = time.monotonic()
        report.add(bug, house.judge(bug, near), time.monotonic() - began)


def main():
    parser = argparse.ArgumentParser(prog="./dev mutate", description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", default="all", help="of the sources, as core/analysis (default: all of them)")
    parser.add_argument("count", nargs="?", type=int, default=20, help="how many bugs (default: 20)")
    parser.add_argument("seed", nargs="?", type=int, default=1, help="which bugs (default: 1)")
    parser.add_argument("--near", action="store_true", help="run only the tests nearest to each bug")
    given = parser.parse_args()

    bugs = []
    for folder in SOURCES if given.folder == "all" else [given.folder]:
        for path in sorted((ROOT / folder).rglob("*.cpp")):
            bugs += bugs_in(str(path.relative_to(ROOT)), path.read_text())
    if not bugs:
        sys.exit(f"{given.folder}: no C++ files, expected a folder as core/analysis")
    random.Random(given.seed).shuffle(bugs)
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = Report(bugs, given.count)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: report.end_early())
    failed = []
    building = threading.Lock()  # what the first house compiles, the next finds in the cache

    def live(number):
        try:
            house = House(number)
            programs = sorted({near_program(bug.path) for bug in bugs[:2 * given.count]}) if given.near else ALL_PROGRAMS
            with building:
                house.prepare(programs)
            house.measure(programs)
            work(house, report, given.near)
        except SystemExit as problem:
            failed.append(str(problem))

    houses = [threading.Thread(target=live, args=(number,)) for number in range(1, (os.cpu_count() or 1) + 1)]
    for house in houses:
        house.start()
    for house in houses:
        house.join()
    report.end()
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
