// What the program says of itself: help whose examples work, completions, and where its schema is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::StartsWith;

/// The lines below a heading, without what they are set in by.
std::vector<std::string> linesBelow(const std::string& heading, const std::string& help) {
  std::vector<std::string> lines;
  std::istringstream text(help.substr(std::min(help.find("\n" + heading + ":\n"), help.size())));
  std::string line;
  std::getline(text, line);
  std::getline(text, line);
  while (std::getline(text, line) && line.starts_with("  ")) lines.push_back(line.substr(2));
  return lines;
}

std::vector<std::string> commands() {
  std::vector<std::string> names;
  for (const std::string& line : linesBelow("Subcommands", roundscope({"--help"}).out))
    names.push_back(line.substr(0, line.find(' ')));
  return names;
}

TEST(Help, ofEachCommandSaysWhatTheExitStatusMeans) {
  const std::vector<std::string> all = commands();
  ASSERT_THAT(all, IsSupersetOf({"run", "render", "compare", "sweep", "check", "completion"}));
  for (const std::string& command : all) {
    const std::string help = roundscope({command, "--help"}).out;
    EXPECT_THAT(linesBelow("Exit status", help), IsSupersetOf({"0    done", "2    wrong usage"})) << command;
    EXPECT_FALSE(linesBelow("Examples", help).empty()) << command;
  }
  EXPECT_THAT(linesBelow("Exit status", roundscope({"run", "--help"}).out),
              Contains("4    an expectation of the scenario does not hold"));
}

/// As a reader would try them, one after the other, in a folder with two scenarios.
TEST(Help, hasExamplesThatWork) {
  const std::string root = installedProgram();
  const std::filesystem::path folder = std::filesystem::path(root) / "examples";
  std::filesystem::create_directories(folder);
  std::filesystem::copy(ROUNDSCOPE_SOURCE_DIR "/resources/examples/payroll.roundscope.json", folder);
  std::filesystem::copy(ROUNDSCOPE_SOURCE_DIR "/resources/templates/saga.roundscope.json",
                        folder / "my.roundscope.json");
  for (const std::string& command : commands())
    for (const std::string& example : linesBelow("Examples", roundscope({command, "--help"}).out)) {
      const Outcome outcome =
          runProgram({"bash", "-c", "cd '" + folder.string() + "' && PATH='" + root + "/bin':$PATH && " + example});
      EXPECT_EQ(outcome.status, 0) << example << "\n" << outcome.err;
    }
  EXPECT_THAT(textOf((folder / "figure.svg").string()), HasSubstr("</svg>"));
  EXPECT_THAT(textOf((folder / "numbers.csv").string()), StartsWith("variant,"));
}

/// What bash offers behind these words, of which the last is being written.
std::vector<std::string> offered(const std::string& words) {
  const std::string script = temporaryFile("completion.bash", roundscope({"completion", "bash"}).out);
  const Outcome outcome = runProgram({"bash", "-c",
                                      "compopt() { :; }; source '" + script + "'; COMP_WORDS=(" + words +
                                          "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _roundscope; "
                                          "((${#COMPREPLY[@]})) && printf '%s\\n' \"${COMPREPLY[@]}\""});
  EXPECT_EQ(outcome.err, "") << words;
  std::vector<std::string> lines;
  std::istringstream text(outcome.out);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

TEST(Completion, bashOffersCommandsLessonsAndFiles) {
  EXPECT_THAT(offered("roundscope ren"), ElementsAre("render"));
  EXPECT_THAT(offered("roundscope run parallel"), ElementsAre("parallel-calls"));
  EXPECT_THAT(offered("roundscope new sag"), ElementsAre("saga"));
  const std::string file = temporaryFile("to-be-found.json", "");
  EXPECT_THAT(offered("roundscope check " + file.substr(0, file.size() - 8)), ElementsAre(file));
}

TEST(Completion, bashOffersEveryOptionThatHelpNames) {
  for (const std::string& command : commands()) {
    const std::vector<std::string> options = offered("roundscope " + command + " -");
    std::istringstream help(roundscope({command, "--help"}).out);
    for (std::string line; std::getline(help, line);)
      if (const auto at = line.find("  --"); at == 0) {
        EXPECT_THAT(options, Contains(line.substr(2, line.find_first_of(" ,", 2) - 2))) << command;
      }
    EXPECT_THAT(options, IsSupersetOf({"-h", "--help", "--log-level"}));
  }
  EXPECT_THAT(offered("roundscope compare x --mark"), ElementsAre("--markdown"));
}

TEST(Completion, bashOffersTheWordsOfAnOption) {
  EXPECT_THAT(offered("roundscope code parallel-calls --language "
                      "''"),
              ElementsAre("motoko", "rust"));
  EXPECT_THAT(offered("roundscope render parallel-calls --density = com"), ElementsAre("comfortable", "compact"));
  EXPECT_THAT(offered("roundscope run x --trace - --format js"), ElementsAre("jsonl"));
  EXPECT_THAT(offered("roundscope render x --title ''"), ElementsAre());
}

/// What a zsh at a terminal of its own lists behind these words.
std::string listedByZsh(const std::string& words) {
  const std::filesystem::path script = temporaryFile("_roundscope", roundscope({"completion", "zsh"}).out);
  // The key after the one that lists says that the list is complete.
  const std::string zsh = R"(
    zmodload zsh/zpty
    zpty terminal zsh -f -i
    zpty -w terminal "fpath=()" +
                          script.parent_path().string() + R"( \$fpath); autoload -U compinit; compinit -u -D"
    zpty -w terminal 'finish() { zle -I; print -r -- END$((1 + 1)) }; zle -N finish; bindkey "^X" finish'
    zpty -w terminal 'bindkey "^I" list-choices; LISTMAX=0; LINES=250 COLUMNS=250; stty columns 250 rows 250; print END$((0 + 1))'
    zpty -r terminal ignored '*END1*'
    zpty -w -n terminal "$1"$'\t\x18'
    zpty -r terminal listed '*END2*'
    print -r -- $listed)";
  const Outcome outcome = runProgram({"zsh", "-f", "-c", zsh, "zsh", words});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return outcome.out;
}

TEST(Completion, zshListsCommandsOptionsAndTheirWords) {
  const std::string first = listedByZsh("roundscope ");
  EXPECT_THAT(first, HasSubstr("-- simulate and save a picture"));
  EXPECT_THAT(first, HasSubstr("in-flight-limit"));
  const std::string sources = listedByZsh("roundscope run pa");
  EXPECT_THAT(sources, HasSubstr("parallel-calls"));
  EXPECT_THAT(sources, HasSubstr("partial-failures"));
  EXPECT_THAT(sources, Not(HasSubstr("bad option")));
  EXPECT_THAT(listedByZsh("roundscope run --"), HasSubstr("-- every variant"));
  EXPECT_THAT(listedByZsh("roundscope code parallel-calls --language "), HasSubstr("rust"));
  EXPECT_THAT(listedByZsh("roundscope render --density="), HasSubstr("comfortable"));
}

TEST(Schema, saysWhereItIsInstalledAndANewScenarioNamesIt) {
  const std::string root = installedProgram();
  const std::string path = root + "/share/roundscope/schema/roundscope.schema.json";
  const Outcome asked = runProgram({root + "/bin/roundscope", "schema", "--path"});
  EXPECT_EQ(asked.status, 0) << asked.err;
  EXPECT_EQ(asked.out, path + "\n");
  const Outcome made = runProgram({root + "/bin/roundscope", "new", "saga", "--schema"});
  const std::string line = "  \"$schema\": \"file://" + path + "\",\n";
  ASSERT_THAT(made.out, HasSubstr("{\n" + line));
  std::string text = made.out;
  text.erase(text.find(line), line.size());
  EXPECT_EQ(text, roundscope({"new", "saga"}).out);
  EXPECT_EQ(roundscope({"check", "-"}, made.out).status, 0);
}

TEST(Schema, isSaidNotToBeInstalledWhereItIsNot) {
  const Outcome asked = roundscope({"schema", "--path"});
  EXPECT_EQ(asked.status, 3);
  EXPECT_EQ(asked.out, "");
  EXPECT_THAT(asked.err, HasSubstr("the schema is not installed beside this program"));
}

}  // namespace
}  // namespace roundscope::test
