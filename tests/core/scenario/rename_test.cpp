// Another name for a part of a scenario: it stays the same scenario, wherever its file speaks of that part.
#include <gmock/gmock.h>

#include <regex>

#include "core/scenario/document.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::HasSubstr;

/// Speaks of everything that has a name in every way that the format has, and of names that begin alike.
const char* const kRenamed = R"({
  "roundscope": 1,
  "subnets": [ {"id": "left"}, {"id": "right"}, {"id": "lefty"} ],
  "canisters": [
    {"id": "asker", "subnet": "left", "variables": {"sum": 0, "other": 0}, "methods": {
      "go": {"steps": [
        {"lock": "gate"},
        {"call": {"to": ["teller.tell", "asker.note"], "count": 4, "order": "parallel", "await": false, "label": "asked",
                  "on_failure": {"compensate": "teller.undo"}}},
        {"await": "asked"},
        {"add": {"sum": {"variable": "other", "times": 2}}},
        {"set": {"other": "sum"}},
        {"if": {"replied": "asked", "at_least": "sum", "then": [ {"require": {"variable": "sum", "at_least": "other"}} ]}},
        {"unlock": "gate"},
        {"reply": {}} ]},
      "note": {}},
     "timer": {"first_ms": 5000, "steps": [ {"lock": {"name": "gate"}}, {"unlock": "gate"} ]}},
    {"id": "teller", "subnet": "right", "variables": {"sum": 7}, "methods": {"tell": {"steps": [ {"add": {"sum": 1}}, {"reply": {}} ]}, "undo": {}}},
    {"id": "askers", "subnet": "lefty", "variables": {"sums": 0, "others": 1}, "methods": {
      "tells": {"steps": [ {"set": {"sums": "others"}}, {"call": {"to": "askers.notes", "label": "asks"}}, {"reply": {}} ]},
      "notes": {}}}
  ],
  "ingress": [ {"to": "asker.go"} ],
  "operations": [ {"at_ms": 9000, "stop": "teller"}, {"at_ms": 9500, "top_up": {"canister": "teller", "cycles": 5}} ],
  "variants": [
    {"name": "A"},
    {"name": "B", "of": "A", "patch": [
      {"op": "replace", "path": "/canisters/1/methods/tell/steps/0/add/sum", "value": 2},
      {"op": "add", "path": "/canisters/0/methods/go/steps/-", "value": {"set": {"sum": "other"}}},
      {"op": "replace", "path": "/canisters/1/subnet", "value": "left"} ]},
    {"name": "C", "patch": {"ingress": [ {"to": "teller.tell"} ]}}
  ]
})";

struct Renaming {
  const char* pointer;
  const char* from;  ///< as a whole word, of which so many are another's
  int left;
};
void PrintTo(const Renaming& renaming, std::ostream* out) { *out << renaming.pointer; }

class Rename : public testing::TestWithParam<Renaming> {};

TEST_P(Rename, changesEveryMentionAndNoOther) {
  const auto text = Document(kRenamed).rename(GetParam().pointer, "fresh");
  ASSERT_TRUE(text.ok()) << text.error().text();
  const auto set = parseScenario(text.value(), {.fileName = "x.json", .overrides = {}});
  ASSERT_TRUE(set.ok()) << set.error().lines();
  EXPECT_NE(text.value(), kRenamed);
  const std::regex word("(^|[^A-Za-z_])" + std::string(GetParam().from) + "($|[^A-Za-z_])");
  const std::string& after = text.value();
  EXPECT_EQ(std::distance(std::sregex_iterator(after.begin(), after.end(), word), std::sregex_iterator()),
            GetParam().left);
}

TEST_P(Rename, thereAndBackGivesTheTextByteByByte) {
  const Document document(kRenamed);
  const std::string pointer = GetParam().pointer;
  const auto there = document.rename(pointer, "fresh");
  ASSERT_TRUE(there.ok()) << there.error().text();
  const ParentAndToken place = parentOf(pointer);
  const bool isKey = place.token == GetParam().from;
  const auto back = Document(there.value()).rename(isKey ? pointerTo(place.parent, "fresh") : pointer, GetParam().from);
  ASSERT_TRUE(back.ok()) << back.error().text();
  EXPECT_EQ(back.value(), kRenamed);
}

INSTANTIATE_TEST_SUITE_P(Parts, Rename,
                         testing::Values(Renaming{"/subnets/0", "left", 0}, Renaming{"/canisters/0", "asker", 0},
                                         Renaming{"/canisters/1", "teller", 0},
                                         Renaming{"/canisters/1/methods/tell", "tell", 0},
                                         Renaming{"/canisters/0/methods/note", "note", 0},
                                         Renaming{"/canisters/0/variables/sum", "sum", 3},
                                         Renaming{"/canisters/1/variables/sum", "sum", 6},
                                         Renaming{"/canisters/0/variables/other", "other", 0},
                                         Renaming{"/canisters/0/methods/go/steps/1/call/label", "asked", 0},
                                         Renaming{"/variants/0", "A", 0}));

TEST(RenameRefuses, ATakenNameAnEmptyOneAndWhatHasNone) {
  const Document document(kRenamed);
  EXPECT_THAT(document.rename("/canisters/0", "teller").error().text(), HasSubstr("the name \"teller\" is taken"));
  EXPECT_THAT(document.rename("/canisters/0/methods/go", "note").error().text(), HasSubstr("is taken"));
  EXPECT_THAT(document.rename("/subnets/0", "").error().text(), HasSubstr("the name is empty"));
  EXPECT_THAT(document.rename("/canisters/1", "te\xffller").error().text(), HasSubstr("\"te\\xffller\" is no UTF-8"));
  EXPECT_THAT(document.rename("/ingress/0", "x").error().text(), HasSubstr("this has no name"));
  EXPECT_THAT(document.rename("/canisters/0", "front.end").error().text(), HasSubstr("a name without a dot"));
}

TEST(RenamedParts, areFollowedInFigures) {
  const std::string text = R"({"roundscope": 1, "subnets": [{"id": "left"}],
    "canisters": [{"id": "asker", "subnet": "left", "variables": {"sum": 0}, "methods": {"go": {}}}],
    "figures": [{"name": "asker", "variants": ["A"], "canisters": ["asker"], "title": "asker of left in A",
      "notes": [{"at": "variable asker.sum in A", "text": "sum"}, {"at": "canister asker", "text": "asker"}],
      "window": {"folded": ["A"], "collapsed": [{"variant": "A", "id": "asker"}], "subnets": [{"id": "left"}],
                 "selected": {"variant": "A", "number": 0}}}],
    "variants": [{"name": "A"}]})";
  const auto renamed = [&](const char* pointer) {
    const auto changed = Document(text).rename(pointer, "fresh");
    EXPECT_TRUE(changed.ok()) << changed.error().text();
    return changed.value();
  };
  const std::string variant = renamed("/variants/0");
  for (const char* const mention :
       {R"("variants": ["fresh"])", R"("variable asker.sum in fresh")", R"("folded": ["fresh"])",
        R"({"variant": "fresh", "id": "asker"})", R"({"variant": "fresh", "number": 0})"})
    EXPECT_THAT(variant, HasSubstr(mention));
  const std::string canister = renamed("/canisters/0");
  for (const char* const mention : {R"("canisters": ["fresh"])", R"("variable fresh.sum in A")", R"("canister fresh")",
                                    R"({"variant": "A", "id": "fresh"})", R"("name": "asker")", R"("text": "asker")"})
    EXPECT_THAT(canister, HasSubstr(mention));
  EXPECT_THAT(renamed("/subnets/0"), HasSubstr(R"("subnets": [{"id": "fresh"}])"));
  EXPECT_THAT(renamed("/canisters/0/variables/sum"), HasSubstr(R"("variable asker.fresh in A")"));
}

TEST(RenamedParts, areFollowedInExpectationsAndKnobs) {
  const std::string text = R"({"canisters": [ {"id": "a", "variables": {"v": 0}, "methods": {"m": {}}} ],
    "expect": ["a.v == a.v2", "x.v + a.v > 1"], "knobs": [ {"set": ["/canisters/0/methods/m/instructions"]} ]})";
  EXPECT_THAT(Document(text).rename("/canisters/0/variables/v", "w").value(),
              HasSubstr(R"(["a.w == a.v2", "x.v + a.w > 1"])"));
  EXPECT_THAT(Document(text).rename("/canisters/0", "b").value(), HasSubstr(R"(["b.v == b.v2", "x.v + b.v > 1"])"));
  const std::string spaced = Document(text).rename("/canisters/0", "my end").value();
  EXPECT_THAT(spaced, HasSubstr(R"(["'my end'.v == 'my end'.v2", "x.v + 'my end'.v > 1"])"));
  EXPECT_EQ(Document(spaced).rename("/canisters/0", "a").value(), text);
  EXPECT_THAT(Document(text).rename("/canisters/0/methods/m", "n").value(),
              HasSubstr("/canisters/0/methods/n/instructions"));
}

}  // namespace
}  // namespace roundscope::test
