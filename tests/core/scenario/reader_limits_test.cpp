// What is too large is refused where it stands, before it is worked on, in a sentence of a bearable length.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/scenario/json_limits.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// The text so often, with commas between.
std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(count * (text.size() + 1));
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) all += ',';
    all += text;
  }
  return all;
}

/// A whole scenario with these further fields on line 2.
std::string withField(const std::string& field) {
  return "{\"roundscope\": 1, \"subnets\": [{\"id\": \"s\"}],\n" + field +
         ",\n\"canisters\": [{\"id\": \"a\", \"subnet\": \"s\", \"methods\": {\"go\": {}}}]}";
}

TEST(ReaderLimits, AFileOfMoreThan256MiBIsRefusedUnread) {
  EXPECT_EQ(errorIn(std::string(kMaxScenarioBytes + 1, 'x')),
            "x.json: is larger than 256 MiB, expected a smaller file");
}

TEST(ReaderLimits, AListOfMoreThanTenThousandElementsIsRefusedWhereItStands) {
  EXPECT_EQ(errorIn(withField("\"expect\": [" + repeated("0", 10'001) + "]")),
            "x.json:2: /expect: has too many elements, expected at most 10,000 elements in this list");
}

TEST(ReaderLimits, ButUsersMessagesMayBeAMillion) {
  EXPECT_EQ(errorIn(withField("\"ingress\": [" + repeated(R"({"to": "a.go"})", 10'001) + "]")), "");
  EXPECT_EQ(errorIn(withField("\"ingress\": [" + repeated("0    ", 1'000'001) + "]")),
            "x.json:2: /ingress: has too many elements, expected at most 1,000,000 elements in this list");
  EXPECT_EQ(errorIn(withField("\"ingress\": [{\"to\": \"a.go\"}],\n\"variants\": [{\"name\": \"One\", \"patch\": "
                              "[{\"op\": \"replace\", \"path\": \"/ingress\", \"value\": [" +
                              repeated(R"({"to": "a.go"})", 10'001) + "]}]}]")),
            "");
}

TEST(ReaderLimits, ATextOfHardlyAnythingButBracketsIsRefusedBeforeItsMemoryIsTaken) {
  const std::string list = '[' + repeated("0", 10'000) + ']';
  EXPECT_EQ(errorIn(withField("\"expect\": [" + repeated(list, 11) + "]")),
            "x.json:2: /expect/9: is one of more than 100,000 values, expected at most 10,000,000 values, and in large "
            "files one for every five bytes");
}

TEST(ReaderLimits, LeaveRoomForAllThatIsWrittenToBeRead) {
  EXPECT_EQ(detail::mostJsonValues(0), 100'000U);
  EXPECT_EQ(detail::mostJsonValues(20'000'000), 4'000'000U);
  EXPECT_EQ(detail::mostJsonValues(256'000'000), 10'000'000U);
}

TEST(ReaderLimits, MoreThanAHundredVariantsAreRefusedBeforeTheirPatchesAreRead) {
  EXPECT_EQ(errorIn(withField("\"variants\": [" + repeated(R"({"name": "Twin", "patch": 3})", 101) + "]")),
            "x.json:2: /variants: found 101 variants, expected 1 to 100 variants");
}

TEST(ReaderLimits, ManyVariantsOfALargeFileAreRefusedBecauseEachIsReadFromACopy) {
  std::string variants;
  for (int i = 0; i < 100; ++i) variants += fmt::format("{}{{\"name\": \"{}\"}}", i == 0 ? "" : ", ", i);
  const std::string text =
      withField("\"description\": \"" + std::string(3 << 20, 'x') + "\",\n\"variants\": [" + variants + "]");
  EXPECT_EQ(errorIn(text),
            fmt::format("x.json:3: /variants: found 100 variants in a file of 3,1{} bytes, expected at "
                        "most 85 in so large a file",
                        std::to_string(text.size()).substr(2, 2) + ',' + std::to_string(text.size()).substr(4)));
}

TEST(ReaderLimits, VariantsMayNotHaveMoreThanTenMillionMessagesTogether) {
  std::string variants;
  for (int i = 0; i < 13; ++i) variants += fmt::format("{}{{\"name\": \"{}\"}}", i == 0 ? "" : ", ", i);
  EXPECT_EQ(
      errorIn(withField("\"ingress\": [{\"to\": \"a.go\", \"count\": 1000000}],\n\"variants\": [" + variants + "]")),
      "x.json:3: /variants: the variants above \"11\" have 11,000,000 users' messages, expected at most 10,000,000 "
      "in all variants");
}

TEST(ReaderLimits, ACanisterHasAtMostAsManyVariablesAndLocksAsCanBeToldApart) {
  std::string methods;
  for (int method = 0; method < 7; ++method) {
    std::string steps;
    for (int i = 0; i < 10'000; ++i) steps += fmt::format("{}{{\"lock\": \"{}-{}\"}}", i == 0 ? "" : ", ", method, i);
    methods += fmt::format("{}\"m{}\": {{\"steps\": [{}]}}", method == 0 ? "" : ", ", method, steps);
  }
  EXPECT_THAT(errorIn("{\"roundscope\": 1, \"subnets\": [{\"id\": \"s\"}],\n\"canisters\": [\n{\"id\": \"a\", "
                      "\"subnet\": \"s\",\n\"methods\": {" +
                      methods + "}}]}"),
              HasSubstr("x.json:3: /canisters/0: found 70,000 variables and locks, expected at most 65,535\n"));
}

TEST(ReaderLimits, AnExpectationIsShort) {
  std::string sum = "1";
  while (sum.size() < 10'000) sum += "+1";
  EXPECT_THAT(errorIn(withField("\"expect\": [\"" + sum + " == 1\"]")),
              AllOf(HasSubstr("x.json:2: /expect/0: "), HasSubstr("found 10,006 bytes, expected at most 10,000"),
                    SizeIs(testing::Lt(300U))));
}

// Long names.

struct Long {
  std::string text;
  std::string begins;
  std::string ends;
};
void PrintTo(const Long& tested, std::ostream* out) { *out << tested.begins; }

const std::string kLong = "first" + std::string(100'000, 'A') + "last";

class LongNames : public ::testing::TestWithParam<Long> {};
TEST_P(LongNames, AreShortenedInTheMiddleOfErrors) {
  const std::string error = errorIn(GetParam().text);
  EXPECT_THAT(error, AllOf(StartsWith(GetParam().begins), HasSubstr("A…A"), HasSubstr(GetParam().ends)));
  EXPECT_LT(error.size(), 2'000U) << error;
}

INSTANTIATE_TEST_SUITE_P(
    Reader, LongNames,
    ::testing::Values(
        Long{withField("\"" + kLong + "\": 1"), "x.json:2: /firstA", "Alast: unknown field \"firstA"},
        Long{withField("\"" + kLong + "\": 1, \"" + kLong + "\": 1"), "x.json:2: /firstA", "Alast: is written twice"},
        Long{withField("\"profile\": \"" + kLong + "\""), "x.json:2: /profile: found \"firstA", "Alast\", expected"},
        Long{withField("\"ingress\": [{\"to\": \"a." + kLong + "\"}]"),
             "x.json:2: /ingress/0/to: canister \"a\" has no method \"firstA", "Alast\", expected"},
        Long{withField("\"ingress\": [{\"to\": \"" + kLong + ".go\"}]"),
             "x.json:2: /ingress/0/to: unknown canister \"firstA", "Alast\", expected"},
        Long{withField("\"expect\": [\"1 == 1 " + kLong.substr(0, 9'000) + "last\"]"),
             "x.json:2: /expect/0: ", "expected an operator or the end"},
        Long{withField("\"variants\": [{\"name\": \"One\"}, {\"name\": \"" + kLong +
                       "\", \"patch\": [{\"op\": \"remove\", \"path\": \"/canisters/0/methods\"}]}],\n\"ingress\": "
                       "[{\"to\": \"a.go\"}]"),
             "x.json:3: /ingress/0/to: ", "in the variant \"firstA"},
        Long{withField("\"variants\": [{\"name\": \"One\", \"of\": \"" + kLong + "\"}]"),
             "x.json:2: /variants/0/of: there is no variant \"firstA", "Alast\" above this one"}));

TEST(ReaderLimits, ErrorsDoNotGrowWithTheFile) {
  std::string names;
  for (int i = 0; i < 200; ++i) names += fmt::format("\"{}-{}\": 1, ", i, std::string(50'000, 'A'));
  const std::string error = errorIn(withField(names + "\"seed\": 1"));
  EXPECT_LT(error.size(), 30'000U);
  EXPECT_THAT(error, Not(HasSubstr(std::string(100, 'A'))));
}

}  // namespace
}  // namespace roundscope::test
