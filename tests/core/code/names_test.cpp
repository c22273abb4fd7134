// Names and literals in both languages.
#include "core/code/names.h"

#include <gtest/gtest.h>

#include "core/code/literals.h"

namespace roundscope::code {
namespace {

TEST(Names, becomeLegal) {
  EXPECT_EQ(legalName("app-1"), "app_1");
  EXPECT_EQ(legalName("2nobody"), "n2nobody");
  EXPECT_EQ(legalName("_-_"), "unnamed");
  EXPECT_EQ(upperCamel("order-book"), "OrderBook");
  EXPECT_EQ(screaming("order-book"), "ORDER_BOOK");
}

TEST(Names, stayDistinctInTheirScope) {
  Names names(Language::Motoko);
  EXPECT_EQ(names.claim("a-b"), "a_b");
  EXPECT_EQ(names.claim("a b"), "a_b_2");
  Names inner = names;
  EXPECT_EQ(inner.claim("a_b"), "a_b_3");
  EXPECT_EQ(names.claim("a_b"), "a_b_3") << "an inner scope's names end with it";
}

TEST(Names, avoidTheWordsOfTheirLanguage) {
  EXPECT_EQ(Names(Language::Motoko).claim("actor"), "actor_");
  EXPECT_EQ(Names(Language::Rust).claim("actor"), "actor");
  EXPECT_EQ(Names(Language::Rust).claim("match"), "match_");
}

TEST(Names, areReservedUntilTheyAreReleased) {
  Names names(Language::Rust);
  names.reserve({"number"});
  EXPECT_EQ(names.claim("number"), "number_2");
  names.release({"number"});
  EXPECT_EQ(names.claim("number"), "number");
}

TEST(Literals, groupDigitsAndEscapeTexts) {
  EXPECT_EQ(digits(2'000'000U), "2_000_000");
  EXPECT_EQ(digits(std::int64_t{-1'000}), "-1_000");
  EXPECT_EQ(quoted("a \"b\" \\ \n"), R"("a \"b\" \\ \n")");
}

TEST(Literals, theInverseOfAComparisonHoldsWhereItDoesNot) {
  EXPECT_EQ(inverse(Comparison::Less), ">=");
  EXPECT_EQ(inverse(Comparison::LessEqual), ">");
  EXPECT_EQ(inverse(Comparison::Equal), "!=");
  EXPECT_EQ(inverse(Comparison::NotEqual), "==");
  EXPECT_EQ(inverse(Comparison::GreaterEqual), "<");
  EXPECT_EQ(inverse(Comparison::Greater), "<=");
}

}  // namespace
}  // namespace roundscope::code
