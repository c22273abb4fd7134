// Text to JSON: what is kept, what is refused, and the way back from a pointer to its line.
#include "core/scenario/json_document.h"

#include <gmock/gmock.h>

#include <optional>
#include <string>

namespace roundscope::detail {
namespace {

using testing::ElementsAre;

/// What is wrong with the text; absent when nothing is.
std::optional<ParseFailure> failureOf(std::string_view text) {
  try {
    static_cast<void>(readJson(text));
  } catch (const ParseFailure& failure) {
    return failure;
  }
  return std::nullopt;
}

TEST(JsonDocument, KeepsFieldsInTheOrderOfTheFile) {
  EXPECT_EQ(readJson(R"({"z": 1, "a": [true, null, -2, 0.5, "t"], "m": {}})").dump(),
            R"({"z":1,"a":[true,null,-2,0.5,"t"],"m":{}})");
}

TEST(JsonDocument, MayHaveCommentsWhereverThereMayBeSpace) {
  EXPECT_EQ(readJson("// first\n{ /* a\n   b */ \"a\": /**/ 1 // last\n}\n// end").dump(), R"({"a":1})");
}

struct Wrong {
  const char* text;
  const char* pointer;
  const char* what;
  std::size_t line;
};
void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.text; }

class WrongJson : public testing::TestWithParam<Wrong> {};
TEST_P(WrongJson, IsToldWithItsPointerAndItsLine) {
  const auto failure = failureOf(GetParam().text);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->pointer, GetParam().pointer);
  EXPECT_EQ(failure->what, GetParam().what);
  EXPECT_EQ(failure->line, GetParam().line);
}
INSTANTIATE_TEST_SUITE_P(Texts, WrongJson,
                         testing::Values(Wrong{"{\"a\": 1,\n\"b\": 2,\n\"a\": 3}", "/a", "is written twice", 3},
                                         Wrong{"{\"x\": [0, {\"a\": 1,\n\"a\": 2}]}", "/x/1/a", "is written twice", 2},
                                         Wrong{"{\"s/t\": {\"a~b\": 1, \"a~b\": 2}}", "/s~1t/a~0b", "is written twice",
                                               1},
                                         Wrong{"{\"a\": {\n\"b\": [1,\n2,,]}}", "/a/b", "broken JSON: found \",\"", 3},
                                         Wrong{"[1, 2\n\n", "", "broken JSON: found the end of the file", 3},
                                         Wrong{"[\"\xff\"]", "", "broken JSON: found bytes that are no UTF-8", 1},
                                         Wrong{"// only a comment", "", "broken JSON: found the end of the file", 1},
                                         Wrong{"{} {}", "", "broken JSON: found \"{\"", 1}));

TEST(JsonDocument, TheSameKeyMayStandInTwoObjects) {
  EXPECT_FALSE(failureOf(R"({"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]})"));
}

TEST(JsonDocument, IsNestedAtMost64Deep) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_FALSE(failureOf(nested(64)));
  const auto failure = failureOf(nested(65));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->what, "is nested too deeply");
}

TEST(JsonDocument, HasAtMostTenThousandFieldsInAnObject) {
  const auto fields = [](int count) {
    std::string text = "{\"0\": 0";
    for (int i = 1; i < count; ++i) text += ", \"" + std::to_string(i) + "\": 0";
    return text + "}";
  };
  EXPECT_FALSE(failureOf(fields(10'000)));
  const auto failure = failureOf(fields(10'001));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->what, "has too many fields");
}

TEST(LineOf, IsThatOfTheValueOrOfItsNearestWrittenParent) {
  const std::string text =
      "{ // 1\n"
      "  \"a\": [10, // 2\n"
      "    11,\n"
      "    {\"b\": 1,\n"
      "     \"c/d\": [[], [\n"
      "       7]]}],\n"
      "  \"e\":\n"
      "    \"x\"\n"
      "}\n";
  const std::pair<const char*, std::size_t> lines[] = {
      {"", 1},       {"/a", 2},        {"/a/0", 2},        {"/a/1", 3},          {"/a/2", 4},
      {"/a/2/b", 4}, {"/a/2/c~1d", 5}, {"/a/2/c~1d/1", 5}, {"/a/2/c~1d/1/0", 6}, {"/a/2/z/y", 4},
      {"/a/9", 2},   {"/e", 7},        {"/e/f", 7},        {"/none", 1},         {"/b", 1},
  };
  for (const auto& [pointer, line] : lines) EXPECT_EQ(lineOf(text, pointer), line) << pointer;
}

TEST(LineOf, IsNotThatOfWhatFollowsANumberOrStandsDeeper) {
  const std::string text = "{\"a\": [1\n,2\n,-3\n,0.5\n],\n\"b\": {\n\"\": 1}}";
  const std::pair<const char*, std::size_t> lines[] = {{"/a/0", 1}, {"/a/1", 2}, {"/a/2", 3},
                                                       {"/a/3", 4}, {"/b", 6},   {"/b/", 7}};
  for (const auto& [pointer, line] : lines) EXPECT_EQ(lineOf(text, pointer), line) << pointer;
}

TEST(Pointers, KeepSlashesAndTildesOfNames) {
  EXPECT_EQ(childPointer("/a", "b/c~d"), "/a/b~1c~0d");
  EXPECT_THAT(pointerTokens("/a/b~1c~0d"), ElementsAre("a", "b/c~d"));
  EXPECT_THAT(pointerTokens("/~01/"), ElementsAre("~1", ""));
  EXPECT_THAT(pointerTokens(""), ElementsAre());
}

TEST(Shown, IsShortOnOneLineAndValidUtf8) {
  const std::pair<const char*, const char*> values[] = {
      {"{}", "{}"},   {R"({"a": 1})", "an object"}, {"[]", "an empty list"}, {"[0]", "a list"}, {"null", "null"},
      {"1.5", "1.5"}, {R"("a\nb")", R"("a\nb")"},
  };
  for (const auto& [json, text] : values) EXPECT_EQ(shown(readJson(json)), text);
  EXPECT_EQ(shown(Json(std::string(58, 'a'))), '"' + std::string(58, 'a') + '"') << "60 bytes with its quotes";
  EXPECT_EQ(shown(Json("begins" + std::string(59, 'a') + "ends")),
            "\"begins" + std::string(23, 'a') + "…" + std::string(25, 'a') + "ends\"");
  EXPECT_EQ(shown(Json(std::string(28, 'a') + "ö" + std::string(60, 'a'))),
            '"' + std::string(28, 'a') + "…" + std::string(29, 'a') + '"')
      << "no half character";
}

}  // namespace
}  // namespace roundscope::detail
