// A file system that fails at the n-th operation, each n, while the program saves: afterwards the file holds what it
// held before or all of the new, nothing else lies beside it, and what went wrong is told. See
// tests/faults/failing_files.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

namespace fs = std::filesystem;

using ::testing::AnyOf;
using ::testing::HasSubstr;

const std::string kOld = "what was there before";

/// How a file system fails.
struct Fault {
  const char* name;
  int error;
  bool lasting;  ///< from then on, and not once
  bool named;    ///< it knows no files without a name
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

/// A folder in which something is saved, under the faults.
class Faults : public ::testing::TestWithParam<Fault> {
 protected:
  Faults() : m_folder(fs::path(temporaryFile("faults", "")).string() + ".d") {
    fs::remove_all(m_folder);
    fs::create_directories(m_folder);
  }
  ~Faults() override { fs::remove_all(m_folder); }

  [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(at(name), std::ios::binary) << text;
  }
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder))
      if (!entry.is_directory()) found.insert(fs::relative(entry.path(), m_folder).string());
    return found;
  }

  /// Runs the words with the operation of this number failing; none where it is 0.
  [[nodiscard]] Outcome failing(long number, const std::vector<std::string>& words) const {
    const Fault& fault = GetParam();
    std::vector<std::string> all{"env",
                                 "LD_PRELOAD=" ROUNDSCOPE_FAULTS,
                                 "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
                                 "FAULTS_FOLDER=" + m_folder.string(),
                                 "FAULTS_REPORT=" + report(),
                                 "FAULTS_AT=" + std::to_string(number),
                                 "FAULTS_ERROR=" + std::to_string(fault.error),
                                 "FAULTS_LASTING=" + std::to_string(static_cast<int>(fault.lasting)),
                                 "FAULTS_NAMED=" + std::to_string(static_cast<int>(fault.named))};
    all.insert(all.end(), words.begin(), words.end());
    fs::remove(report());
    return runProgram(all);
  }
  [[nodiscard]] static std::string report() { return fs::path(temporaryFile("unused", "")).string() + ".report"; }

  /// Lets each operation of these words fail in turn, each time `before` was called, and lets `after` look. Gives how
  /// many operations there are.
  long forEachFault(const std::vector<std::string>& words, const std::function<void()>& before,
                    const std::function<void(const Outcome&)>& after) const {
    constexpr long kEndless = 500;
    for (long number = 1; number < kEndless; ++number) {
      before();
      const Outcome outcome = failing(number, words);
      const std::string operations = textOf(report());
      SCOPED_TRACE("operation " + std::to_string(number) + " of\n" + operations + outcome.err);
      const bool killed = GetParam().error == 0 && operations.find('!') != std::string::npos;
      EXPECT_EQ(outcome.status == -1, killed) << "a signal ended it";
      after(outcome);
      if (operations.find('!') == std::string::npos) return number - 1;
      if (::testing::Test::HasFailure()) return number;
    }
    ADD_FAILURE() << "the program never got past the faults";
    return kEndless;
  }

  /// Saves `name` with these words, over what is there or where nothing is.
  void savedWholeOrNotAtAll(const std::string& name, const std::vector<std::string>& words, bool over = true) {
    ASSERT_EQ(failing(0, words).status, 0);
    const std::string whole = textOf(at(name));
    ASSERT_NE(whole, kOld);
    std::size_t told = 0;
    const long count = forEachFault(
        words,
        [&] {
          fs::remove(at(name));
          if (over) put(name, kOld);
        },
        [&](const Outcome& outcome) {
          const bool isNew = textOf(at(name)) == whole;
          if (over) {
            EXPECT_TRUE(isNew || textOf(at(name)) == kOld) << textOf(at(name)).size() << " bytes";
          }
          if (!over) {
            EXPECT_TRUE(isNew || !fs::exists(at(name)));
          }
          EXPECT_THAT(outcome.status, AnyOf(0, 3));
          EXPECT_TRUE(isNew || outcome.status == 3) << "that nothing was saved is told";
          if (outcome.status == 3) {
            EXPECT_THAT(outcome.err, HasSubstr(at(name) + ": cannot be written: "));
          }
          EXPECT_EQ(names(), isNew || over ? std::set{name} : std::set<std::string>()) << "nothing else is left";
          told += outcome.status == 3 ? 1U : 0U;
        });
    EXPECT_GE(count, 4) << "the faults were met";
    EXPECT_GE(told, 3U);
    RecordProperty("operations", static_cast<int>(count));
    RecordProperty("told", static_cast<int>(told));
  }

  fs::path m_folder;
};

TEST_P(Faults, LeaveAPictureWholeOrAsItWas) {
  savedWholeOrNotAtAll("a.svg", {ROUNDSCOPE_PROGRAM, "render", "parallel-calls", "-o", at("a.svg")});
}

TEST_P(Faults, LeaveNoPartOfANewPicture) {
  savedWholeOrNotAtAll("a.png", {ROUNDSCOPE_PROGRAM, "render", "parallel-calls", "-o", at("a.png")}, false);
}

TEST_P(Faults, LeaveATraceWholeOrAsItWas) {
  savedWholeOrNotAtAll("a.calls.csv", {ROUNDSCOPE_PROGRAM, "run", "in-flight-limit", "--trace", at("a.calls.csv")});
}

TEST_P(Faults, LeaveATableOfASweepWholeOrAsItWas) {
  savedWholeOrNotAtAll("a.csv",
                       {ROUNDSCOPE_PROGRAM, "sweep", "parallel-calls", "--set", "/seed=1,2", "-o", at("a.csv")});
}

TEST_P(Faults, LeaveNoPartOfANewScenario) {
  savedWholeOrNotAtAll("a.json", {ROUNDSCOPE_PROGRAM, "new", "saga", "-o", at("a.json")}, false);
}

/// It is written in place: what it held lies beside it for as long as it is neither the old nor the new.
TEST_P(Faults, LeaveAFileOfTwoNamesWholeOrAsItWasOrSayWhereThatIs) {
  const std::vector<std::string> words{ROUNDSCOPE_PROGRAM, "run", "parallel-calls", "--trace", at("a.csv")};
  ASSERT_EQ(failing(0, words).status, 0);
  const std::string whole = textOf(at("a.csv"));
  const long count = forEachFault(
      words,
      [&] {
        for (const auto& entry : fs::directory_iterator(m_folder)) fs::remove(entry);
        put("a.csv", kOld);
        fs::create_hard_link(at("a.csv"), at("b.csv"));
      },
      [&](const Outcome& outcome) {
        const std::string held = textOf(at("a.csv"));
        EXPECT_EQ(fs::hard_link_count(at("a.csv")), 2U);
        EXPECT_EQ(held, textOf(at("b.csv")));
        EXPECT_TRUE(held == whole || outcome.status == 3);
        std::set<std::string> others = names();
        others.erase("a.csv");
        others.erase("b.csv");
        if (held == whole || held == kOld) {
          EXPECT_TRUE(others.empty()) << *others.begin();
          return;
        }
        EXPECT_TRUE(GetParam().lasting) << "one fault alone is made good again";
        ASSERT_EQ(others.size(), 1U);
        EXPECT_EQ(textOf(at(*others.begin())), kOld);
        EXPECT_THAT(outcome.err, HasSubstr("; what it held before is in " + at(*others.begin())));
      });
  EXPECT_GE(count, 8);
  RecordProperty("operations", static_cast<int>(count));
}

/// The window saves a scenario and, when it closes, its settings.
TEST_P(Faults, LeaveTheScenarioOfAWindowWholeOrAsItWas) {
  const std::string old = textOf(ROUNDSCOPE_SOURCE_DIR "/resources/templates/ping.roundscope.json");
  const std::string text = temporaryFile("new.roundscope.json", old + "\n");
  forEachFault(
      {"env", "XDG_CONFIG_HOME=" + fs::path(text).parent_path().string(), ROUNDSCOPE_USE_WINDOW, at("a.json"), text},
      [&] { put("a.json", old); },
      [&](const Outcome& outcome) {
        EXPECT_EQ(textOf(at("a.json")), outcome.status == 0 ? old + "\n" : old);
        EXPECT_EQ(names(), std::set<std::string>{"a.json"});
        if (outcome.status != 0) {
          EXPECT_THAT(outcome.out, HasSubstr("a.json was not saved"));
        }
      });
}

TEST_P(Faults, LeaveTheSettingsWholeOrAsTheyWere) {
  const std::string ping = textOf(ROUNDSCOPE_SOURCE_DIR "/resources/templates/ping.roundscope.json");
  const std::string file = temporaryFile("ping.roundscope.json", ping), settings = "roundscope/roundscope.settings";
  const std::string old = "view/shown=s:stage\n";
  std::size_t kept = 0;
  const long count = forEachFault(
      {"env", "XDG_CONFIG_HOME=" + m_folder.string(), ROUNDSCOPE_USE_WINDOW, file, file},
      [&] {
        fs::remove_all(m_folder / "roundscope");
        fs::create_directories(m_folder / "roundscope");
        put(settings, old);
      },
      [&](const Outcome& outcome) {
        EXPECT_EQ(outcome.status, 0) << "work is saved all the same";
        const std::string now = textOf(at(settings));
        EXPECT_THAT(now, HasSubstr("view/shown=s:stage\n"));
        const bool whole =
            now.find("\nwindow/theme=") != std::string::npos && now.find("files/recent=") != std::string::npos;
        EXPECT_TRUE(now == old || now.starts_with("files/recent="));
        EXPECT_THAT(now, testing::EndsWith("\n"));
        if (!whole) {
          EXPECT_THAT(outcome.err, HasSubstr("what the window remembers cannot be saved"));
        }
        EXPECT_EQ(names(), std::set<std::string>{settings});
        kept += whole ? 1U : 0U;
      });
  EXPECT_GE(count, 4);
  RecordProperty("operations", static_cast<int>(count));
  RecordProperty("whole", static_cast<int>(kept));
}

class Kill : public Faults {};

TEST_P(Kill, LeavesAFileWholeOrAsItWasAndNothingElse) {
  const std::vector<std::string> words{ROUNDSCOPE_PROGRAM, "run", "in-flight-limit", "--trace", at("a.csv")};
  ASSERT_EQ(failing(0, words).status, 0);
  const std::string whole = textOf(at("a.csv"));
  const long count = forEachFault(
      words,
      [&] {
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
        put("a.csv", kOld);
      },
      [&](const Outcome&) {
        EXPECT_TRUE(textOf(at("a.csv")) == kOld || textOf(at("a.csv")) == whole);
        // Between the name that it needs for a moment and the one that it is to have it cannot vanish.
        const bool atTheLast = textOf(report()).find("!rename") != std::string::npos;
        if (!atTheLast) {
          EXPECT_EQ(names(), std::set<std::string>{"a.csv"});
        }
      });
  EXPECT_GE(count, 6);
}

INSTANTIATE_TEST_SUITE_P(AtEachOperation, Kill, testing::Values(Fault{"Once", 0, false, false}),
                         [](const auto& fault) { return fault.param.name; });
INSTANTIATE_TEST_SUITE_P(OfAllKinds, Faults,
                         testing::Values(Fault{"FullOnce", ENOSPC, false, false},
                                         Fault{"FullFromThenOn", ENOSPC, true, false},
                                         Fault{"BrokenOnce", EIO, false, true},
                                         Fault{"BrokenFromThenOn", EIO, true, true}),
                         [](const auto& fault) { return fault.param.name; });

}  // namespace
}  // namespace roundscope::test
