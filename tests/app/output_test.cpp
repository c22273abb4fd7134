// What the program writes into what: pipes, devices, links, files of several names, and what stands in the way.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

namespace fs = std::filesystem;

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Runs a line of a shell, in which "$R" is the program.
Outcome shell(const std::string& line) { return runProgram({"sh", "-c", "R=" ROUNDSCOPE_PROGRAM "; " + line}); }

class Output : public ::testing::Test {
 protected:
  // Not in the tests' own folder, into which other users may not look.
  Output() : m_folder(fs::temp_directory_path() / ("roundscope-output-" + std::to_string(getpid()))) {
    fs::remove_all(m_folder);
    fs::create_directories(m_folder);
  }
  ~Output() override { fs::remove_all(m_folder); }
  [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }
  /// What a file of the pings' calls holds.
  [[nodiscard]] std::string whole() const {
    const std::string path = at("whole.calls.csv");
    EXPECT_EQ(roundscope({"run", "parallel-calls", "--trace", path}).status, 0);
    const std::string text = textOf(path);
    fs::remove(path);
    return text;
  }

  fs::path m_folder;
};

TEST_F(Output, EveryCommandWritesIntoAPipeThatHasAName) {
  const std::string pipe = at("pipe.csv"), read = at("read");
  for (const std::string command :
       {"run parallel-calls --trace", "render parallel-calls --format svg -o", "new saga -o",
        "sweep parallel-calls --set /seed=1,2 -o", "sweep parallel-calls --set /seed=1,2 --format pdf -o"}) {
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const Outcome outcome =
        shell("cat " + pipe + " > " + read + " & $R " + command + ' ' + pipe + "; s=$?; wait; exit $s");
    EXPECT_EQ(outcome.status, 0) << command << outcome.err;
    EXPECT_GT(textOf(read).size(), 100U) << command;
    EXPECT_TRUE(fs::is_fifo(pipe)) << command;
    fs::remove(pipe);
  }
}

TEST_F(Output, StandardOutputByItsOtherNameStandsAfterWhatWasThereAndBeforeWhatFollows) {
  const std::string out = at("out");
  for (const char* name : {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
    const Outcome outcome = shell("{ echo before; $R run parallel-calls --format calls.csv --trace " +
                                  std::string(name) + "; echo after; } > " + out);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(textOf(out), StartsWith("before\nvariant,call,"));
    EXPECT_THAT(textOf(out), EndsWith("after\n"));
    EXPECT_THAT(textOf(out), HasSubstr(whole()));
  }
  EXPECT_EQ(shell("$R run parallel-calls --format calls.csv --trace /dev/fd/5 5>> " + out).status, 0);
  EXPECT_THAT(textOf(out), HasSubstr("after\nvariant,call,")) << "appended, as the shell opened it";
}

TEST_F(Output, AFullDeviceIsToldAndNeverReplaced) {
  for (const std::string command :
       {"run parallel-calls --format calls.csv --trace", "render parallel-calls --format gif --rounds 0..2 -o",
        "render parallel-calls --format html -o", "sweep parallel-calls --set /seed=1,2 --format csv -o",
        "new saga -o"}) {
    const Outcome outcome = shell("$R " + command + " /dev/full");
    EXPECT_EQ(outcome.status, 3) << command;
    EXPECT_THAT(outcome.err, HasSubstr("/dev/full: cannot be written: the disk is full, expected free space"));
  }
  struct stat device {};
  ASSERT_EQ(stat("/dev/full", &device), 0);
  EXPECT_TRUE(S_ISCHR(device.st_mode));
}

TEST_F(Output, OfEveryCommandThatCannotBePrintedIsTold) {
  for (const std::string command : {"run parallel-calls", "compare parallel-calls --csv", "schema", "lessons", "new",
                                    "code parallel-calls --canister caller", "completion zsh", "--help", "run --help",
                                    "--version", "sweep parallel-calls --set /seed=1,2",
                                    "check " ROUNDSCOPE_SOURCE_DIR "/resources/examples/payroll.roundscope.json"}) {
    const Outcome outcome = shell("$R " + command + " > /dev/full");
    EXPECT_EQ(outcome.status, 3) << command;
    EXPECT_THAT(outcome.err, HasSubstr("standard output: cannot be written: the disk is full")) << command;
  }
}

TEST_F(Output, AnErrorThatCannotBePrintedIsAnErrorLikeOthers) {
  const std::string bad = temporaryFile("bad.json", "{\"roundscope\": 1}");
  EXPECT_EQ(shell("$R check " + bad + " 2> /dev/full").status, 1);
  EXPECT_EQ(shell("$R run /nowhere.json 2> /dev/full").status, 3);
  EXPECT_EQ(shell("$R run parallel-calls --trace - --format csv 2> /dev/full").status, 0);
}

TEST_F(Output, LinksAreFollowedAlsoToWhatIsNotThereYet) {
  fs::create_directory(at("far"));
  fs::create_symlink("far/one.calls.csv", at("link.calls.csv"));
  fs::create_symlink("link.calls.csv", at("second.calls.csv"));
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(roundscope({"run", "parallel-calls", "--trace", at("second.calls.csv")}).status, 0);
    EXPECT_TRUE(fs::is_symlink(at("second.calls.csv")) && fs::is_symlink(at("link.calls.csv")));
    EXPECT_EQ(textOf(at("far/one.calls.csv")), whole());
  }
  fs::create_symlink("circle.csv", at("circle.csv"));
  const Outcome circle = roundscope({"run", "parallel-calls", "--trace", at("circle.csv")});
  EXPECT_EQ(circle.status, 3);
  EXPECT_THAT(circle.err, HasSubstr("its links lead in a circle"));
}

TEST_F(Output, WhatStandsInTheWayIsSaidInPlainWords) {
  fs::create_directory(at("folder.csv"));
  temporaryFile("file", "");
  const std::string file = temporaryFile("file", "x");
  const std::string longName = at(std::string(300, 'n') + ".csv");
  const std::pair<std::string, std::string> ways[] = {
      {at("gone/a.csv"), "there is no folder " + at("gone") + ", expected a folder that is there"},
      {at("folder.csv"), "it is a folder, expected the name of a file"},
      {file + "/a.csv", file + " is no folder, expected a folder"},
      {longName, "the name is too long, expected a shorter one"},
      {"/proc/a.csv", ""}};
  for (const auto& [path, words] : ways) {
    const Outcome outcome = roundscope({"run", "parallel-calls", "--trace", path});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_THAT(outcome.err, HasSubstr(path + ": cannot be written: " + words));
  }
}

TEST_F(Output, ANameOf255BytesIsNoObstacle) {
  const std::string path = at(std::string(251, 'n') + ".csv");
  EXPECT_EQ(roundscope({"run", "parallel-calls", "--trace", path}).status, 0);
  EXPECT_GT(textOf(path).size(), 0U);
}

TEST_F(Output, ANameThatIsNoUtf8IsRefusedAndNoOtherFileIsMade) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"run", "parallel-calls", "--trace", at("\xff.csv")},
                                             {"render", "parallel-calls", "-o", at("\xff.svg")},
                                             {"check", at("\xff.json")},
                                             {at("\xff.json")}}) {
    const Outcome outcome = roundscope(words);
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.err, at("\\xff") + words.back().substr(words.back().rfind('.')) +
                               ": is not UTF-8, expected a name in UTF-8; mv can give the file one\n");
  }
  EXPECT_TRUE(fs::is_empty(m_folder));
}

TEST_F(Output, AFileThatMayGrowNoFurtherIsAnErrorAndStaysAsItWas) {
  const std::string path = temporaryFile("small.csv", "old");
  const Outcome outcome = shell("ulimit -f 8; $R run in-flight-limit --trace " + path);
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, HasSubstr("it is larger than files may be here"));
  EXPECT_EQ(textOf(path), "old");
}

TEST_F(Output, OfUsersWhoMayNotWriteThereIsRefusedInPlainWords) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
  fs::copy(ROUNDSCOPE_PROGRAM, at("roundscope"));
  fs::create_directory(at("closed"));
  std::ofstream(at("mine.csv")) << "mine";
  fs::permissions(at("mine.csv"), fs::perms::owner_read | fs::perms::owner_write | fs::perms::others_read);
  fs::permissions(m_folder, fs::perms::all);
  fs::permissions(at("closed"), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  const auto asNobody = [&](const std::string& path) {
    return shell("setpriv --reuid 65534 --regid 65534 --clear-groups " + at("roundscope") +
                 " run parallel-calls --trace " + path);
  };
  EXPECT_EQ(asNobody(at("own.csv")).status, 0);
  const Outcome folder = asNobody(at("closed/a.csv"));
  EXPECT_EQ(folder.status, 3);
  EXPECT_THAT(folder.err, HasSubstr("the folder may not be written to, expected a folder that may"));
  const Outcome file = asNobody(at("mine.csv"));
  EXPECT_EQ(file.status, 3);
  EXPECT_THAT(file.err, HasSubstr("the file may not be changed, expected a file that may, or another name"));
  EXPECT_EQ(textOf(at("mine.csv")), "mine");
  // A file of another, who lets everybody write, stays that other's.
  fs::permissions(at("mine.csv"), fs::perms::all);
  EXPECT_EQ(asNobody(at("mine.csv")).status, 0);
  struct stat found {};
  ASSERT_EQ(stat(at("mine.csv").c_str(), &found), 0);
  EXPECT_EQ(found.st_uid, 0U);
  EXPECT_THAT(textOf(at("mine.csv")), StartsWith("variant,"));
  // And root leaves it to its owner.
  ASSERT_EQ(chown(at("own.csv").c_str(), 65'534, 65'534), 0);
  EXPECT_EQ(roundscope({"run", "parallel-calls", "--trace", at("own.csv")}).status, 0);
  ASSERT_EQ(stat(at("own.csv").c_str(), &found), 0);
  EXPECT_EQ(found.st_uid, 65'534U);
}

TEST_F(Output, OfTwoWritersOneWinsWhole) {
  const std::string both = at("both.csv");
  const std::string first = at("first.csv"), second = at("second.csv");
  EXPECT_EQ(roundscope({"run", "in-flight-limit", "--trace", first}).status, 0);
  EXPECT_EQ(roundscope({"run", "parallel-calls", "--trace", second}).status, 0);
  fs::copy(first, both);
  fs::create_hard_link(both, at("name.csv"));  // then they write in place
  for (int round = 0; round < 8; ++round) {
    if (round == 4) fs::remove(at("name.csv"));  // then each replaces it
    const Outcome outcome = shell("for i in 1 2 3; do $R run in-flight-limit --trace " + both +
                                  " & $R run parallel-calls --trace " + both + " & done; wait");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const std::string text = textOf(both);
    EXPECT_TRUE(text == textOf(first) || text == textOf(second)) << text.size();
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()), 3);
}

// A title or a name that seems to be lines of the answer would be read as one.
TEST_F(Output, TellsTitlesAndNamesOfSeveralLinesInOne) {
  const std::string file = temporaryFile("lines.json", R"({"roundscope": 1, "title": "one\ntwo\tend",
    "subnets": [{"id": "a"}], "canisters": [{"id": "caller", "subnet": "a", "methods": {"go": {}}}],
    "ingress": [{"at_ms": 0, "to": "caller.go"}], "variants": [{"name": "first\n9 rounds"}, {"name": "second"}]})");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"run", file, "--all"},
        {"compare", file},
        {"sweep", file, "--all", "--set", "/seed=1,2"},
        {"sweep", file, "--fail-each-call", "--variant", "first\n9 rounds"}}) {
    const Outcome outcome = roundscope(arguments);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out, testing::StartsWith("one\\ntwo\\tend")) << arguments[0];
    EXPECT_THAT(outcome.out, testing::Not(testing::HasSubstr("first\n9"))) << arguments[0];
  }
}

}  // namespace
}  // namespace roundscope::test
