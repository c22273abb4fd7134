// resources/protocol.md is what the program cites: the sections that are cited exist, and its numbers are the
// simulator's.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cctype>
#include <filesystem>
#include <map>
#include <regex>
#include <sstream>

#include "core/base/words.h"
#include "core/protocol/not_performed.h"
#include "core/protocol/query_error.h"
#include "core/protocol/reject.h"
#include "core/protocol/rules.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

namespace fs = std::filesystem;

/// The text of each section, by its number; 0 for what stands before the first.
std::map<int, std::string> sections() {
  std::map<int, std::string> texts;
  int number = 0;
  std::istringstream lines(readFile(std::string(ROUNDSCOPE_SOURCE_DIR) + "/resources/protocol.md"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ") && line.size() > 3 && std::isdigit(static_cast<unsigned char>(line[3])) != 0)
      number = std::stoi(line.substr(3));
    texts[number] += line + "\n";
  }
  return texts;
}

/// Whether the text has these words, and not as a part of a longer word or number.
bool says(const std::string& text, const std::string& words) {
  const auto isPart = [&](std::size_t at, bool behind) {
    if (at >= text.size()) return false;
    const auto here = static_cast<unsigned char>(text[at]);
    if (std::isalnum(here) != 0) return true;
    // "4,000" and "1.5" go on; "4, 5" and "4." do not.
    const std::size_t next = behind ? at + 1 : at - 1;
    return (text[at] == ',' || text[at] == '.') && next < text.size() &&
           std::isdigit(static_cast<unsigned char>(text[next])) != 0;
  };
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
    if (!isPart(at - 1, false) && !isPart(at + words.size(), true)) return true;
  return false;
}

/// How a page may write a limit: "15 GiB", "300 s", "10,000", "2e9".
std::vector<std::string> waysToSay(const Parameter& parameter) {
  const Limits limits;
  const std::uint64_t value = limits.*parameter.limit;
  if (parameter.unit == "byte") return {bytesText(value)};
  if (parameter.unit == "ms") return {limitText(parameter, limits), fmt::format("{} ms", grouped(value))};
  if (parameter.unit == "s") return {limitText(parameter, limits)};
  std::vector<std::string> ways = {grouped(value), std::to_string(value)};
  if (value > 0 && value % 1'000'000'000 == 0) ways.push_back(fmt::format("{}e9", value / 1'000'000'000));
  if (value > 0 && value % 1'000'000 == 0) ways.push_back(fmt::format("{}e6", value / 1'000'000));
  return ways;
}

TEST(ProtocolPage, FindsWholeWordsAndNumbersOnly) {
  EXPECT_TRUE(says("of **500** slots.", "500"));
  EXPECT_TRUE(says("at most 500.", "500"));
  EXPECT_TRUE(says("500, then", "500"));
  EXPECT_FALSE(says("1,500 calls", "500"));
  EXPECT_FALSE(says("500,000 calls", "500"));
  EXPECT_FALSE(says("5000 calls", "500"));
  EXPECT_FALSE(says("40e9", "40"));
  EXPECT_FALSE(says("15 GiB", "5 GiB"));
}

TEST(ProtocolPage, HasFourteenSections) {
  const auto texts = sections();
  for (int number = 1; number <= 14; ++number) EXPECT_EQ(texts.count(number), 1U) << number;
  EXPECT_EQ(texts.rbegin()->first, 14);
}

TEST(ProtocolPage, ReadsAsAFinishedText) {
  for (const auto& [number, text] : sections())
    for (const char* trace : {"▲", "edition", "seed/", "TODO", "  \n"})
      EXPECT_EQ(text.find(trace), std::string::npos) << "section " << number << " has \"" << trace << "\"";
}

TEST(ProtocolPage, HasTheSectionOfEveryRule) {
  const auto texts = sections();
  for (const Rule& rule : allRules()) EXPECT_EQ(texts.count(rule.source.section), 1U) << rule.statement;
}

TEST(ProtocolPage, SaysTheNumberOfEveryRuleThatDependsOnALimit) {
  const auto texts = sections();
  std::size_t checked = 0;
  for (const Rule& rule : allRules()) {
    if (rule.parameter.owner != Parameter::Owner::Limit) continue;
    ++checked;
    bool said = false;
    for (const std::string& way : waysToSay(rule.parameter)) said = said || says(texts.at(rule.source.section), way);
    EXPECT_TRUE(said) << "section " << rule.source.section << " does not say " << rule.parameter.field << ", "
                      << limitText(rule.parameter, Limits{}) << ": " << rule.statement;
  }
  EXPECT_GE(checked, 30U);
}

TEST(ProtocolPage, NamesTheRejectCodes) {
  const std::string text = sections().at(7);
  for (int code = 1; code <= 6; ++code)
    EXPECT_TRUE(says(text, fmt::format("{} {}", code, nameOf(static_cast<RejectCode>(code))))) << code;
}

/// The network's own words are quoted where the page tells of such a reject.
TEST(ProtocolPage, QuotesRejectMessages) {
  const auto texts = sections();
  for (const RejectReason reason : {RejectReason::OutOfMemory, RejectReason::DeadlineExpired,
                                    RejectReason::RequestTimedOut, RejectReason::ResponseShed}) {
    const std::string quoted = fmt::format("\"{}\"", rowOf(reason).message);
    bool found = false;
    for (const auto& [number, text] : texts) {
      const std::string line = std::regex_replace(text, std::regex("\n *"), " ");
      const std::size_t at = line.find(quoted);
      if (at == std::string::npos) continue;
      found = true;
      // The code stands right before or right behind.
      const std::string around = line.substr(at < 12 ? 0 : at - 12, quoted.size() + 24);
      EXPECT_THAT(around, testing::ContainsRegex(fmt::format("\\({}\\)|code {}", static_cast<int>(codeOf(reason)),
                                                             static_cast<int>(codeOf(reason)))));
    }
    EXPECT_TRUE(found) << quoted;
  }
}

/// The file with its comments' line breaks taken out, so that a citation may run over two lines.
std::string inOneLine(const std::string& text) { return std::regex_replace(text, std::regex("\n *(//+ ?)?"), " "); }

TEST(Citations, NameSectionsThatThePageHas) {
  const auto texts = sections();
  const std::regex citation(R"(protocol\.md,? sections? ([0-9]+(?:, [0-9]+)*(?: and [0-9]+)?))");
  const std::regex number("[0-9]+");
  std::size_t found = 0;
  for (const char* folder : {"core", "ui", "app", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ROUNDSCOPE_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
      const std::string text = inOneLine(readFile(entry.path().string()));
      for (std::sregex_iterator at(text.begin(), text.end(), citation), end; at != end; ++at) {
        const std::string list = (*at)[1];
        for (std::sregex_iterator n(list.begin(), list.end(), number); n != end; ++n, ++found)
          EXPECT_EQ(texts.count(std::stoi(n->str())), 1U) << entry.path() << " cites section " << n->str();
      }
    }
  }
  EXPECT_GE(found, 80U);
}

TEST(Tables, CiteRulesThatExplainThem) {
  std::size_t rows = 0;
  for (std::size_t i = 0; i < kRejectReasonCount; ++i, ++rows)
    EXPECT_LT(static_cast<std::size_t>(rowOf(static_cast<RejectReason>(i)).rule), kRuleCount);
  for (std::size_t i = 0; i < kNotPerformedReasonCount; ++i, ++rows)
    EXPECT_EQ(ruleOf(rowOf(static_cast<NotPerformedReason>(i)).rule).source.section == 3 ||
                  ruleOf(rowOf(static_cast<NotPerformedReason>(i)).rule).source.section == 11,
              true);
  for (std::size_t i = 0; i < kQueryErrorCount; ++i, ++rows)
    EXPECT_EQ(ruleOf(rowOf(static_cast<QueryError>(i)).rule).source.section, 9);
  EXPECT_EQ(rows, kRejectReasonCount + kNotPerformedReasonCount + kQueryErrorCount);
}

}  // namespace
}  // namespace roundscope::test
