// Holds every include against the arrows of the house: app -> ui -> core, and inside each from right to left.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace roundscope {
namespace {

namespace fs = std::filesystem;

using Folders = std::set<std::string>;

/// What each folder may include besides itself. A folder that is not named here may not exist.
const std::map<std::string, Folders>& arrows() {
  static const Folders kScenario{"core/base", "core/protocol", "core/scenario"};
  static const auto with = [](Folders some, const Folders& more) {
    some.insert(more.begin(), more.end());
    return some;
  };
  static const Folders kRun = with(kScenario, {"core/trace", "core/run"});
  static const Folders kCore = with(kRun, {"core/analysis", "core/export", "core/code", "core/lesson"});
  static const Folders kUi = with(kCore, {"ui"});
  static const Folders kUiBelow = with(kUi, {"ui/session", "ui/drawing"});
  static const Folders kViews = with(kUiBelow, {"ui/timeline", "ui/stage", "ui/plot"});
  static const std::map<std::string, Folders> kArrows{
      {"core/base", {}},
      {"core/protocol", {"core/base"}},
      {"core/scenario", {"core/base", "core/protocol"}},
      {"core/trace", kScenario},
      {"core/canister", with(kScenario, {"core/trace"})},
      {"core/network", with(kScenario, {"core/trace", "core/canister"})},
      {"core/simulation", with(kScenario, {"core/trace", "core/canister", "core/network"})},
      {"core/run", with(kScenario, {"core/trace"})},
      {"core/analysis", with(kRun, {"core/simulation"})},
      {"core/export", with(kRun, {"core/analysis"})},
      {"core/code", kScenario},
      {"core/lesson", with(kRun, {"core/analysis", "core/export"})},
      {"ui", kRun},
      {"ui/session", with(kUi, {"core/simulation"})},
      {"ui/files", with(kUi, {"ui/session", "ui/drawing"})},
      {"ui/drawing", kUi},
      {"ui/timeline", kUiBelow},
      {"ui/stage", with(kUiBelow, {"ui/timeline"})},
      {"ui/plot", with(kUiBelow, {"ui/timeline"})},
      {"ui/picture", with(kViews, {"ui/files", "ui/lessons"})},
      {"ui/lessons", with(kUi, {"ui/session", "ui/files"})},
      {"ui/editor", with(kUiBelow, {"ui/models", "ui/panels"})},
      {"ui/sweep", with(kUiBelow, {"ui/files", "ui/plot", "ui/timeline", "ui/lessons", "ui/panels", "ui/picture"})},
      {"ui/models", with(kUiBelow, {"ui/lessons", "ui/timeline"})},
      {"ui/panels", with(kUiBelow, {"ui/models", "ui/lessons", "ui/timeline"})},
      {"ui/compare", with(kUiBelow, {"ui/panels"})},
      {"ui/window", with(kViews, {"ui/compare", "ui/editor", "ui/files", "ui/lessons", "ui/models", "ui/panels",
                                  "ui/picture", "ui/sweep"})},
      {"app", with(kViews, {"ui/files", "ui/lessons", "ui/picture", "ui/sweep", "ui/window"})},
  };
  return kArrows;
}

/// A file's layer and folder: "core/run" of "core/run/scripted/x.h"; "app" of "app/main.cpp".
std::string folderOf(const std::string& file) {
  const std::size_t first = file.find('/');
  const std::size_t second = file.find('/', first + 1);
  return second == std::string::npos ? file.substr(0, first) : file.substr(0, second);
}

struct Include {
  std::string from;   ///< the file
  std::string what;   ///< as written, without its brackets or quotes
  bool ours = false;  ///< in quotes
};

std::vector<Include> allIncludes() {
  std::vector<Include> found;
  const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  for (const char* layer : {"core", "ui", "app"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ROUNDSCOPE_SOURCE_DIR) / layer)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".h" && ending != ".cpp") continue;
      const std::string file = fs::relative(entry.path(), ROUNDSCOPE_SOURCE_DIR).generic_string();
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        std::smatch match;
        if (std::regex_search(line, match, pattern)) found.push_back({file, match[2], match[1] == "\""});
      }
    }
  }
  return found;
}

bool startsWith(const std::string& text, const std::string& beginning) { return text.rfind(beginning, 0) == 0; }

TEST(Architecture, EveryIncludeFollowsAnArrow) {
  std::size_t checked = 0;
  for (const Include& include : allIncludes()) {
    if (!include.ours) continue;
    const auto from = arrows().find(folderOf(include.from));
    ASSERT_NE(from, arrows().end()) << include.from << ": this folder is not in the table of arrows";
    const std::string to = folderOf(include.what);
    EXPECT_TRUE(to == from->first || from->second.contains(to)) << include.from << " includes " << include.what;
    ++checked;
  }
  EXPECT_GT(checked, 500U) << "includes that the test sees";
}

TEST(Architecture, EveryFolderOfTheTableExists) {
  for (const auto& [folder, allowed] : arrows()) {
    EXPECT_TRUE(fs::is_directory(fs::path(ROUNDSCOPE_SOURCE_DIR) / folder)) << folder;
    for (const std::string& other : allowed) EXPECT_TRUE(arrows().contains(other)) << folder << " -> " << other;
  }
}

TEST(Architecture, TheCoreKnowsNoQtNoLogNoClockNoThreadsAndNoFiles) {
  const std::regex forbidden(
      R"(^(Q[A-Z].*|Qsci/.*|qcustomplot\.h|spdlog/.*|chrono|ctime|thread|mutex|condition_variable|future|fstream|filesystem|iostream|unistd\.h)$)");
  for (const Include& include : allIncludes()) {
    if (!startsWith(include.from, "core/")) continue;
    EXPECT_FALSE(std::regex_match(include.what, forbidden)) << include.from << " includes " << include.what;
  }
}

TEST(Architecture, OnlyThePlotSeesTheLibraryOfPlots) {
  std::set<std::string> folders;
  for (const Include& include : allIncludes())
    if (include.what == "qcustomplot.h") folders.insert(folderOf(include.from));
  EXPECT_THAT(folders, testing::ElementsAre("ui/plot"));
}

TEST(Architecture, OnlyTheEditorSeesTheLibraryOfTheTextEditor) {
  std::set<std::string> files;
  for (const Include& include : allIncludes())
    if (startsWith(include.what, "Qsci/")) files.insert(include.from);
  EXPECT_THAT(files, testing::ElementsAre("ui/editor/text_area.cpp", "ui/editor/text_area.h"));
  for (const Include& include : allIncludes()) {
    if (include.what != "ui/editor/text_area.h") continue;
    EXPECT_THAT(include.from, testing::AnyOf("ui/editor/text_area.cpp", "ui/editor/text_editor.cpp"));
  }
}

/// The window shows traces; whoever drives a simulator is the session's worker.
TEST(Architecture, InTheUiOnlyTheSessionSeesTheSimulator) {
  for (const Include& include : allIncludes()) {
    if (!startsWith(include.from, "ui/") || folderOf(include.from) == "ui/session") continue;
    for (const char* inside : {"core/simulation/", "core/network/", "core/canister/"})
      EXPECT_FALSE(startsWith(include.what, inside)) << include.from << " includes " << include.what;
  }
}

/// Every folder of the core has its tests where a reader looks for them.
TEST(Architecture, TestsMirrorTheCore) {
  for (const auto& entry : fs::directory_iterator(fs::path(ROUNDSCOPE_SOURCE_DIR) / "core")) {
    if (!entry.is_directory()) continue;
    const fs::path mirror = fs::path(ROUNDSCOPE_SOURCE_DIR) / "tests/core" / entry.path().filename();
    const bool hasTests =
        fs::is_directory(mirror) && std::any_of(fs::directory_iterator(mirror), {}, [](const auto& f) {
          return f.path().filename().string().find("_test.cpp") != std::string::npos;
        });
    EXPECT_TRUE(hasTests) << mirror;
  }
}

}  // namespace
}  // namespace roundscope
