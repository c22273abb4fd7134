// The language of lessons and expectations: what is read, what it comes to, and what is refused.
#include "core/scenario/expression.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/scenario/json_document.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Expression read(const std::string& text) { return detail::parseExpression(text, "/expect/0"); }

std::string errorOf(const std::string& text) {
  try {
    read(text);
  } catch (const detail::ParseFailure& failure) {
    EXPECT_EQ(failure.pointer, "/expect/0");
    return failure.what + ", expected " + failure.expected;
  }
  return {};
}

/// Where each fact is 3, or absent.
std::optional<double> valueWith(const std::string& text, std::optional<double> fact) {
  const Expression expression = read(text);
  return valueOf(expression, std::vector(expression.facts.size(), fact));
}

TEST(Expressions, nameNumbersByTheirPlainNames) {
  const Expression expression = read("payroll.recorded + 'my ledger'.paid == rounds");
  ASSERT_EQ(expression.facts.size(), 3U);
  EXPECT_EQ(expression.facts[0].kind, FactKind::Name);
  EXPECT_THAT(expression.facts[0].arguments, ElementsAre("payroll", "recorded"));
  EXPECT_EQ(expression.facts[0].text, "payroll.recorded");
  EXPECT_EQ(expression.facts[1].kind, FactKind::Variable);
  EXPECT_THAT(expression.facts[1].arguments, ElementsAre("my ledger", "paid"));
  EXPECT_EQ(expression.facts[1].text, "'my ledger'.paid");
  EXPECT_THAT(expression.facts[2].arguments, ElementsAre("rounds"));
}

TEST(Expressions, namePairsAndMessages) {
  const Expression expression = read("pairs(a, 'b, c').peak_in_flight <= ingress(0).rounds");
  EXPECT_EQ(expression.facts[0].kind, FactKind::Pair);
  EXPECT_THAT(expression.facts[0].arguments, ElementsAre("a", "b, c", "peak_in_flight"));
  EXPECT_EQ(expression.facts[1].kind, FactKind::Message);
  EXPECT_THAT(expression.facts[1].arguments, ElementsAre("0", "rounds"));
}

TEST(Expressions, aHyphenWithinANameBelongsToIt) {
  EXPECT_THAT(read("service-1.paid == 1").facts[0].arguments, ElementsAre("service-1", "paid"));
  EXPECT_EQ(read("a.x - b.x == 1").facts.size(), 2U);
  EXPECT_EQ(read("a.x- b.x == 1").facts.size(), 2U);
}

TEST(Expressions, keepThePointersOfLessons) {
  const Expression expression = read("'90 calls':/rounds / Parallel:/rounds");
  EXPECT_EQ(expression.facts[0].kind, FactKind::Run);
  EXPECT_EQ(expression.facts[0].variant, "90 calls");
  EXPECT_THAT(expression.facts[1].arguments, ElementsAre("/rounds"));
}

TEST(Expressions, comeToWhatTheirFactsComeTo) {
  EXPECT_EQ(valueWith("rounds * 2 + 1", 3), 7);
  EXPECT_EQ(valueWith("-rounds + 1", 3), -2);
  EXPECT_EQ(valueWith("2 - -3", 0), 5);
  EXPECT_EQ(valueWith("rounds >= -5 and rounds != 4", 3), 1);
  EXPECT_EQ(valueWith("(rounds == 3 or rounds == 4) and rounds > 3", 3), 0);
}

TEST(Expressions, whatIsAbsentStaysAbsentUnlessTheOtherSideDecides) {
  EXPECT_EQ(valueWith("end_to_end_ms + 1", std::nullopt), std::nullopt);
  EXPECT_EQ(valueWith("end_to_end_ms <= 5", std::nullopt), std::nullopt);
  EXPECT_EQ(valueWith("end_to_end_ms <= 5 or 1 == 1", std::nullopt), 1);
  EXPECT_EQ(valueWith("end_to_end_ms <= 5 or 1 == 2", std::nullopt), std::nullopt);
  EXPECT_EQ(valueWith("1 == 2 and end_to_end_ms <= 5", std::nullopt), 0);
  EXPECT_EQ(valueWith("1 == 1 and end_to_end_ms <= 5", std::nullopt), std::nullopt);
  EXPECT_EQ(valueWith("1 / rounds", 0), std::nullopt);
}

TEST(Expressions, areComparisonsOrNot) {
  for (const char* yes : {"rounds == 1", "rounds < 1 and rounds > 0", "(rounds < 1 or rounds > 5) and rounds != 7"})
    EXPECT_TRUE(read(yes).isComparison()) << yes;
  for (const char* no : {"rounds", "1", "rounds + 1", "rounds and rounds > 1", "(rounds == 1) + 1"})
    EXPECT_FALSE(read(no).isComparison()) << no;
}

TEST(Expressions, refuseWhatTheyCannotRead) {
  EXPECT_THAT(errorOf("rouds == 1"), HasSubstr("unknown name \"rouds\", expected \"rounds\""));
  EXPECT_THAT(errorOf("pairs(a, b) == 1"), HasSubstr("the name of a number is missing"));
  EXPECT_THAT(errorOf("pairs(a).limit == 1"), HasSubstr("pairs has 1 arguments, expected 2"));
  EXPECT_THAT(errorOf("calls. == 1"), HasSubstr("a name is missing after a dot"));
  EXPECT_THAT(errorOf("rounds =="), HasSubstr("a number is missing"));
  EXPECT_THAT(errorOf("rounds == 1 == 2"), HasSubstr("found \"== 2\""));
  EXPECT_THAT(errorOf("'rounds == 1"), HasSubstr("a quote is open"));
  EXPECT_THAT(errorOf("(rounds == 1"), HasSubstr("a bracket is open"));
  EXPECT_THAT(errorOf("'rounds' == 1"), HasSubstr("unknown name \"rounds\""));
}

TEST(Expressions, refuseToGoDeeperThanTheStackMay) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "rounds" + std::string(depth, ')'); };
  EXPECT_EQ(errorOf(nested(50)), "");
  EXPECT_THAT(errorOf(nested(51)), HasSubstr("more than 50 brackets"));
  EXPECT_THAT(errorOf(std::string(9'000, '(')), HasSubstr("more than 50 brackets"));
  EXPECT_THAT(errorOf(std::string(9'000, '-') + "1"), HasSubstr("more than 50 brackets"));
  std::string longChain = "rounds == 1";
  for (int i = 0; i < 600; ++i) longChain += " and rounds == 1";
  EXPECT_TRUE(read(longChain).isComparison());
}

}  // namespace
}  // namespace roundscope::test
