#!/usr/bin/env python3
"""Makes small bugs, one at a time, and says which of them the tests notice.

Works on a copy of the sources in build/mutate; crashes, hangs and bugs that do not compile do not end it. A bug that
does not compile is replaced by another. Exit status 0 whatever the score: it is a measure, no check.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from bugs import bugs_in

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT / "build" / "mutate" / "source"
BUILD = ROOT / "build" / "mutate" / "build"
REPORT = ROOT / "build" / "mutate" / "report.txt"
CORE_TESTS = ["roundscope_core_tests"]
# What is tested from the outside only after the tests nearest to the bug have passed.
ALL_TESTS = ["roundscope_core_tests", "roundscope_session_tests", "roundscope_ui_tests", "roundscope_app_tests"]
HANG_SECONDS = 900


def run(command, seconds, log):
    """Whether it ended well, within its time; what it started ends with it."""
    with open(log, "w") as out:
        process = subprocess.Popen(command, cwd=COPY, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
                                   env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            out.write("\nROUNDSCOPE: it hung\n")
            return False


def copy_sources():
    """Only files that changed are written, so that little is compiled again."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True,
                            capture_output=True, check=True).stdout.split("\n")
    for name in filter(None, listed):
        source, target = ROOT / name, COPY / name
        if not source.is_file():
            continue
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def build(targets):
    return run(["cmake", "--build", str(BUILD), "--target", *targets], 3600, BUILD / "build.log")


def killer(log):
    """The test that failed first, as the log tells it."""
    text = Path(log).read_text(errors="replace")
    if "ROUNDSCOPE: it hung" in text:
        return "a test that hung"
    failed = re.search(r"\[  FAILED  \] ([\w./]+)", text) or re.search(r"\d+ - (\S+) \(", text)
    return failed.group(1) if failed else "a crash"


def tests_of(path):
    """The commands that test it, nearest first; each with what must be built for it."""
    def in_one_process(program):
        return [program], [str(BUILD / program), "--gtest_brief=1", "--gtest_fail_fast"]
    rest = ["ctest", "--test-dir", str(BUILD), "--parallel", str(os.cpu_count() or 1), "--stop-on-failure",
            "--exclude-regex", "^(Page|Animation|LooksTheSame|FiguresForPrint|Lesson.*Picture|Reference)"]
    if path.startswith("core/"):
        return [in_one_process("roundscope_core_tests"), (ALL_TESTS, rest)]
    if path.startswith("ui/session/"):
        return [in_one_process("roundscope_session_tests"), (ALL_TESTS, rest)]
    return [(ALL_TESTS, rest)]


def judge(bug, near):
    """What noticed the bug: None where nothing did, "" where it does not compile. `near`: only the tests nearest."""
    source = COPY / bug.path
    right = source.read_text()
    lines = right.split("\n")
    lines[bug.line - 1] = bug.after
    source.write_text("\n".join(lines))
    try:
        for targets, command in tests_of(bug.path)[:1 if near else None]:
            if not build(targets):
                return ""
            log = BUILD / "tests.log"
            if not run(command, HANG_SECONDS, log):
                return killer(log)
        return None
    finally:
        source.write_text(right)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", default="core", help="of the sources, as core/analysis (default: core)")
    parser.add_argument("count", nargs="?", type=int, default=20, help="how many bugs (default: 20)")
    parser.add_argument("seed", nargs="?", type=int, default=1, help="which bugs (default: 1)")
    parser.add_argument("--near", action="store_true", help="run only the tests nearest to each bug")
    given = parser.parse_args()

    copy_sources()
    BUILD.mkdir(parents=True, exist_ok=True)
    configure = ["cmake", "-S", str(COPY), "-B", str(BUILD), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS=-O1",
                 "-DCMAKE_CXX_FLAGS_DEBUG=-g0"]
    if shutil.which("ccache"):
        configure.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
    if not run(configure, 600, BUILD / "configure.log"):
        sys.exit((BUILD / "configure.log").read_text())
    bugs = []
    for path in sorted((COPY / given.folder).rglob("*.cpp")):
        name = str(path.relative_to(COPY))
        bugs += bugs_in(name, path.read_text())
    if not bugs:
        sys.exit(f"{given.folder}: no C++ files, expected a folder as core/analysis")
    random.Random(given.seed).shuffle(bugs)
    targets = CORE_TESTS if given.near and given.folder.startswith("core") else ALL_TESTS
    if not build(targets):
        sys.exit((BUILD / "build.log").read_text()[-4000:])

    score = defaultdict(lambda: [0, 0])
    survivors = []
    made = 0
    with open(REPORT, "w") as report:
        def say(words):
            print(words, flush=True)
            report.write(words + "\n")
            report.flush()

        for bug in bugs:
            if made == given.count:
                break
            began = time.monotonic()
            noticed = judge(bug, given.near)
            if noticed == "":
                continue
            made += 1
            folder = str(Path(bug.path).parent)
            score[folder][1] += 1
            if noticed is None:
                survivors.append(bug)
            else:
                score[folder][0] += 1
            verdict = "SURVIVED" if noticed is None else "killed by " + noticed
            say(f"{made}/{given.count} {bug.path}:{bug.line} {bug.kind}: {verdict} ({time.monotonic() - began:.0f} s)")
        say("")
        for folder in sorted(score):
            killed, all_of_it = score[folder]
            say(f"{folder}: {killed} of {all_of_it}")
        say(f"all: {sum(k for k, _ in score.values())} of {made}")
        for bug in survivors:
            say("\n" + bug.text())


if __name__ == "__main__":
    main()
