// Files as people write them by mistake, in malformed/: each is told all that is wrong with it, by line, field and what
// was expected there. malformed/expected.txt says what: a file's name, and below it a line for each error. It is
// written by hand, from what an author needs to hear; there is nothing that rewrites it.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

const std::string kFolder = ROUNDSCOPE_SOURCE_DIR "/tests/core/scenario/malformed/";
constexpr const char* kEnding = ".roundscope.json";

/// The expected errors, "LINE: /pointer: what, expected what", by the file's name.
std::map<std::string, std::vector<std::string>> readExpected() {
  std::map<std::string, std::vector<std::string>> expected;
  std::istringstream lines(readFile(kFolder + "expected.txt"));
  std::string file;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (line.front() != ' ')
      file = line;
    else
      expected[file].push_back(line.substr(2));
  }
  return expected;
}

std::vector<std::string> filesInFolder() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    const std::size_t end = name.find(kEnding);
    if (end != std::string::npos) names.push_back(name.substr(0, end));
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// What the parser says, in the form of the table.
std::vector<std::string> errorsOf(const std::string& name) {
  const auto result = parseScenario(readFile(kFolder + name + kEnding), {.fileName = "F", .overrides = {}});
  if (result.ok()) return {};
  std::vector<std::string> errors;
  std::istringstream lines(result.error().lines());
  for (std::string line; std::getline(lines, line);)
    errors.push_back(line.rfind("F:", 0) == 0 ? line.substr(2) : "without a place: " + line);
  return errors;
}

class Malformed : public ::testing::TestWithParam<std::string> {};

TEST_P(Malformed, IsToldAllThatIsWrongWithItByLine) {
  EXPECT_THAT(errorsOf(GetParam()), testing::ElementsAreArray(readExpected()[GetParam()]));
}

INSTANTIATE_TEST_SUITE_P(File, Malformed, ::testing::ValuesIn(filesInFolder()), [](const auto& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

TEST(MalformedFiles, AreAHundredAtLeastAndEachStandsInTheTable) {
  std::vector<std::string> listed;
  for (const auto& [name, errors] : readExpected()) {
    listed.push_back(name);
    EXPECT_FALSE(errors.empty()) << name;
  }
  EXPECT_EQ(listed, filesInFolder());
  EXPECT_GE(listed.size(), 100U);
}

}  // namespace
}  // namespace roundscope::test
