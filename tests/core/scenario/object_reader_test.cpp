// Typed reading of JSON values: what each accepts, and what is said of anything else.
#include "core/scenario/object_reader.h"

#include <gmock/gmock.h>

#include <string>

namespace roundscope::detail {
namespace {

using testing::ElementsAre;

/// "pointer: what, expected …" of the failure that `read` throws on this value at /at; empty when it throws none.
template <class Read>
std::string failureOf(const char* json, Read&& read) {
  const Json value = readJson(json);
  try {
    static_cast<void>(read(Node{&value, "/at"}));
  } catch (const ParseFailure& failure) {
    return failure.pointer + ": " + failure.what + ", expected " + failure.expected;
  }
  return {};
}

TEST(ReadInteger, TakesWholeNumbersInItsRangeHoweverTheyAreWritten) {
  const auto read = [](const char* json) {
    const Json value = readJson(json);
    return readInteger({&value, ""}, {.min = -5, .max = 2'000'000});
  };
  EXPECT_EQ(read("-5"), -5);
  EXPECT_EQ(read("2000000"), 2'000'000);
  EXPECT_EQ(read("2e6"), 2'000'000);
  EXPECT_EQ(read("3.0"), 3);
}

TEST(ReadInteger, RefusesAnythingElse) {
  const auto read = [](const Node& node) { return readInteger(node, {.min = -5, .max = 2'000'000}); };
  for (const char* json : {"-6", "2000001", "1.5", "1e300", "18446744073709551615", "\"1\"", "true", "null", "[1]"})
    EXPECT_EQ(failureOf(json, read),
              "/at: found " + shown(readJson(json)) + ", expected an integer from -5 to 2,000,000");
}

TEST(ReadThousandths, TakesAtMostThreeDecimals) {
  const auto read = [](const Node& node) { return readThousandths(node, 4'000); };
  const std::pair<const char*, std::uint64_t> right[] = {{"0", 0}, {"0.001", 1}, {"1.25", 1'250}, {"4", 4'000}};
  for (const auto& [json, thousandths] : right) {
    const Json value = readJson(json);
    EXPECT_EQ(read({&value, ""}), thousandths) << json;
  }
  for (const char* json : {"-0.001", "0.0005", "4.001", "1e300", "\"1\""})
    EXPECT_EQ(failureOf(json, read),
              "/at: found " + shown(readJson(json)) + ", expected a number from 0 to 4 with at most three decimals");
}

TEST(ReadValues, SayWhatTheyExpect) {
  EXPECT_EQ(failureOf("1", [](const Node& node) { return readString(node, "a name"); }),
            "/at: found 1, expected a name");
  EXPECT_EQ(failureOf("1", readBool), "/at: found 1, expected true or false");
  EXPECT_EQ(failureOf("{}", [](const Node& node) { return readList(node, "a list of steps"); }),
            "/at: found {}, expected a list of steps");
  EXPECT_EQ(failureOf("[]", [](const Node& node) { return readMembers(node, "methods by name"); }),
            "/at: found an empty list, expected methods by name");
}

TEST(ReadValues, GiveElementsAndMembersTheirPlaces) {
  const Json list = readJson("[5, 6]");
  const std::vector<Node> elements = readList({&list, "/l"}, "");
  ASSERT_EQ(elements.size(), 2U);
  EXPECT_EQ(elements[1].pointer, "/l/1");
  EXPECT_EQ(*elements[1].json, 6);
  const Json object = readJson(R"({"z": 1, "a/b": 2})");
  const auto members = readMembers({&object, "/o"}, "");
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0].name, "z");
  EXPECT_EQ(members[1].name, "a/b");
  EXPECT_EQ(members[1].value.pointer, "/o/a~1b");
}

constexpr auto kColours = std::to_array<Choice<int>>({{"red", 1}, {"green", 2}, {"blue", 3}});

TEST(ReadChoice, TakesOneOfItsWords) {
  const Json green = readJson("\"green\"");
  EXPECT_EQ(readChoice(Node{&green, ""}, kColours), 2);
  const auto read = [](const Node& node) { return readChoice(node, kColours); };
  EXPECT_EQ(failureOf("\"gren\"", read), "/at: found \"gren\", expected \"green\"");
  EXPECT_EQ(failureOf("\"Red!!\"", read), "/at: found \"Red!!\", expected one of \"red\", \"green\", \"blue\"");
  EXPECT_EQ(failureOf("3", read), "/at: found 3, expected one of \"red\", \"green\", \"blue\"");
}

constexpr auto kFields = names("size", "name", "open");

TEST(ObjectReader, TakesOnlyKnownFields) {
  const auto read = [](const Node& node) { return ObjectReader(node, kFields, "a door").node().pointer; };
  EXPECT_EQ(failureOf(R"({"name": "x", "open": true})", read), "");
  EXPECT_EQ(failureOf("[]", read), "/at: found an empty list, expected a door");
  EXPECT_EQ(failureOf(R"({"name": "x", "siez": 1})", read), "/at/siez: unknown field \"siez\", expected \"size\"");
  EXPECT_EQ(failureOf(R"({"colour": 1})", read),
            "/at/colour: unknown field \"colour\", expected one of \"size\", \"name\", \"open\"");
}

TEST(ObjectReader, ReadsAFieldOrWhatStandsForItsAbsence) {
  const Json door = readJson(R"({"size": 7, "open": false})");
  const ObjectReader reader({&door, "/d"}, kFields, "a door");
  EXPECT_EQ(reader.integer<std::uint8_t>("size", 1, {.min = 0, .max = 9}), 7);
  EXPECT_FALSE(reader.boolean("open", true));
  EXPECT_EQ(reader.string("name"), "");
  EXPECT_EQ(reader.find("size")->pointer, "/d/size");
  EXPECT_FALSE(reader.find("name"));
  const Json empty = Json::object();
  const ObjectReader nothing({&empty, "/d"}, kFields, "a door");
  EXPECT_EQ(nothing.integer("size", 1, {}), 1);
  EXPECT_TRUE(nothing.boolean("open", true));
}

TEST(ObjectReader, NamesTheFieldThatIsMissing) {
  const Json door = readJson(R"({"size": 7})");
  const ObjectReader reader({&door, "/d"}, kFields, "a door");
  EXPECT_EQ(reader.require("size", "a number").pointer, "/d/size");
  try {
    static_cast<void>(reader.require("name", "what it is called"));
    FAIL() << "the field is absent";
  } catch (const ParseFailure& failure) {
    EXPECT_EQ(failure.pointer, "/d");
    EXPECT_EQ(failure.what, "the field \"name\" is missing");
    EXPECT_EQ(failure.expected, "what it is called");
    EXPECT_EQ(failure.missingField, "name");
  }
}

TEST(NearestName, IsTheOneWithTheFewestChangesIfFewEnough) {
  const std::vector<std::string> known = {"queue_capacity", "certification_rounds", "reply", "retry", "to"};
  const std::pair<const char*, const char*> nearest[] = {
      {"queue_capacty", "queue_capacity"},
      {"repli", "reply"},
      {"retri", "retry"},
      {"cert", "certification_rounds"},
      {"too", "to"},
      {"xyzxyz", ""},
      {"q", ""},
      {"", ""},
  };
  for (const auto& [name, expected] : nearest) EXPECT_EQ(nearestName(name, known), expected) << name;
  EXPECT_EQ(nearestName(std::string(201, 'x'), {std::string(202, 'x')}), "") << "too long to compare";
  EXPECT_EQ(nearestName("name", {}), "");
}

TEST(ExpectedName, ListsTheFirstTwelve) {
  EXPECT_EQ(expectedName("x", {}, "one of"), "one of none: there are none");
  EXPECT_EQ(expectedName("zzzz", {"a", "b"}, "one of"), "one of \"a\", \"b\"");
  EXPECT_EQ(expectedName("aple", {"apple", "b"}, "one of"), "\"apple\"");
  const std::vector<std::string_view> many(13, "m");
  const std::string twelve = quotedList(std::span(many).first(12));
  EXPECT_EQ(twelve.find("…"), std::string::npos);
  EXPECT_EQ(quotedList(many), twelve + ", …");
}

}  // namespace
}  // namespace roundscope::detail
