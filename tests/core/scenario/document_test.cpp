// Edits of a scenario's text change what they name, and leave every other byte as its author wrote it.
#include "core/scenario/document.h"

#include <gmock/gmock.h>

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string done(const Result<std::string>& edit) { return edit ? edit.value() : "error: " + edit.error().text(); }

/// A scenario as people write one: objects on one line, lists on several, comments at the end of lines and above.
const char* const kText = R"(// A question about pings.
{
  "roundscope": 1,
  "subnets": [ {"id": "app-1"}, {"id": "app-2"} ],
  "canisters": [
    {
      "id": "caller",  // who asks
      "subnet": "app-1",
      "methods": {
        "go": {"steps": [
          {"call": {"to": "callee.ping", "count": 3}},  // the question
          // and the answer
          {"reply": {}}
        ]}
      }
    },
    {"id": "callee", "subnet": "app-2", "methods": {"ping": {}}}
  ],
  "ingress": [ {"to": "caller.go"} ]
}
)";

/// Writes "->" between what `after` has in place of what `before` had.
std::string difference(const std::string& before, const std::string& after) {
  const TextChange change = changeBetween(before, after);
  return change.removed + " -> " + change.inserted;
}

TEST(Document, knowsWhereValuesAre) {
  const Document document(kText);
  EXPECT_EQ(document.textAt("/canisters/0/methods/go/steps/0/call/count"), "3");
  EXPECT_EQ(document.textAt("/subnets/1"), R"({"id": "app-2"})");
  EXPECT_EQ(document.stringAt("/canisters/1/id"), "callee");
  EXPECT_FALSE(document.textAt("/canisters/2"));
  EXPECT_THAT(document.namesIn("/canisters/0"), ElementsAre("id", "subnet", "methods"));
  EXPECT_THAT(document.namesIn("/subnets"), ElementsAre("0", "1"));
}

TEST(Document, writesOverAValueAndNothingElse) {
  const Document document(kText);
  EXPECT_EQ(difference(kText, done(document.set("/canisters/0/methods/go/steps/0/call/count", "700"))), "3 -> 700");
  EXPECT_EQ(difference(kText, done(document.set("/ingress/0", R"({"to":"callee.ping"})"))), "r.go -> e.ping");
}

TEST(Document, addsAMemberOnItsObjectsLine) {
  const Document document(kText);
  EXPECT_EQ(difference(kText, done(document.set("/ingress/0/at_ms", "5"))), R"( -> , "at_ms": 5)");
}

TEST(Document, addsAMemberOnALineOfItsOwnWhereTheOthersHaveOne) {
  const Document document(kText);
  EXPECT_EQ(difference(kText, done(document.set("/seed", "7"))), " -> ,\n  \"seed\": 7");
  EXPECT_EQ(difference(kText, done(document.set("/seed", "7", {"roundscope", "seed", "subnets"}))),
            " -> eed\": 7,\n  \"s")
      << "before what comes after it in the order";
  EXPECT_EQ(difference(kText, done(document.set("/canisters/0/methods/stop", "{}"))), " -> ,\n        \"stop\": {}");
}

TEST(Document, makesTheObjectsThatAMemberNeeds) {
  const Document document(kText);
  EXPECT_EQ(difference(kText, done(document.set("/limits/queue_capacity", "50"))),
            " -> ,\n  \"limits\": {\"queue_capacity\": 50}");
}

TEST(Document, leavesACommentWithTheValueThatItStandsBehind) {
  const std::string text = "{\n  \"a\": 1 // one\n}";
  EXPECT_EQ(done(Document(text).set("/b", "2")), "{\n  \"a\": 1, // one\n  \"b\": 2\n}");
  EXPECT_EQ(done(Document("[1 // one\n]").insert("/-", "2")), "[1, // one\n 2\n]");
  EXPECT_EQ(done(Document("[1 /* one */]").insert("/-", "2")), "[1, /* one */ 2]");
}

TEST(Document, insertsElementsLikeTheirNeighbours) {
  const Document document(kText);
  const std::string steps = "/canisters/0/methods/go/steps";
  EXPECT_THAT(done(document.insert(steps + "/1", R"({"work":5})")),
              HasSubstr("// the question\n          {\"work\": 5},\n          // and the answer\n"))
      << "comments stay beside what they speak of";
  EXPECT_EQ(difference(kText, done(document.insert(steps + "/0", R"({"work":5})"))), " -> work\": 5},\n          {\"");
  EXPECT_EQ(difference(kText, done(document.insert(steps + "/-", R"({"work":5})"))), " -> ,\n          {\"work\": 5}");
  EXPECT_EQ(difference(kText, done(document.insert("/subnets/0", R"({"id":"new"})"))), " -> new\"}, {\"id\": \"");
  EXPECT_EQ(difference(kText, done(document.insert("/subnets/2", R"({"id":"new"})"))), " -> , {\"id\": \"new\"}");
}

TEST(Document, fillsWhatIsEmpty) {
  EXPECT_EQ(done(Document("{}").set("/a", "1")), R"({"a": 1})");
  EXPECT_EQ(done(Document("{\n  \"a\": [],\n  \"b\": 1\n}").insert("/a/0", "1")), "{\n  \"a\": [1],\n  \"b\": 1\n}");
  EXPECT_EQ(done(Document("[\n]").insert("/0", "1")), "[\n  1\n]");
  EXPECT_EQ(done(Document("[ // none yet\n]").insert("/0", "1")), "[ // none yet\n  1\n]");
}

TEST(Document, removesAValueWithItsCommaAndTheCommentBehindIt) {
  const Document document(kText);
  const std::string steps = "/canisters/0/methods/go/steps";
  EXPECT_THAT(done(document.remove(steps + "/0")),
              HasSubstr("[\n          // and the answer\n          {\"reply\": {}}"));
  EXPECT_THAT(done(document.remove(steps + "/1")),
              HasSubstr("\"count\": 3}}  // the question\n          // and the answer\n        ]"));
  EXPECT_THAT(done(document.remove("/subnets/0")), HasSubstr(R"([ {"id": "app-2"} ])"));
  EXPECT_THAT(done(document.remove("/subnets/1")), HasSubstr(R"([ {"id": "app-1"} ])"));
  EXPECT_THAT(done(document.remove("/ingress/0")), HasSubstr(R"("ingress": [])"));
  EXPECT_THAT(done(document.remove("/canisters/0/id")), HasSubstr("{\n      \"subnet\": \"app-1\""));
  EXPECT_THAT(done(document.remove("/ingress")), HasSubstr("{\"ping\": {}}}\n  ]\n}"));
}

TEST(Document, movesAnElementToAnotherPlace) {
  EXPECT_EQ(done(Document("[1, 2, 3]").move("/0", "/2")), "[2, 3, 1]");
  EXPECT_EQ(done(Document("[1, 2, 3]").move("/2", "/0")), "[3, 1, 2]");
  EXPECT_EQ(done(Document("[\n  {\n    \"a\": 1 // one\n  },\n  2\n]").move("/0", "/1")),
            "[\n  2,\n  {\n    \"a\": 1 // one\n  }\n]")
      << "with the comments in it";
  EXPECT_EQ(done(Document("[\n  [\n    {\n      \"a\": 1\n    }\n  ],\n  2\n]").move("/0/0", "/2")),
            "[\n  [],\n  2,\n  {\n    \"a\": 1\n  }\n]")
      << "its lines as far in as its new place is";
}

TEST(Document, duplicatesAnElementWithItsComments) {
  EXPECT_EQ(done(Document("[\n  {\"a\": 1 /* one */},\n  2\n]").duplicate("/0")),
            "[\n  {\"a\": 1 /* one */},\n  {\"a\": 1 /* one */},\n  2\n]");
  EXPECT_EQ(done(Document("[1]").duplicate("/0")), "[1, 1]");
}

TEST(Document, keepsWindowsLineEnds) {
  EXPECT_EQ(done(Document("{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}").set("/a", "3")),
            "{\r\n  \"a\": 3,\r\n  \"b\": 2\r\n}");
}

TEST(Document, refusesWhatItCannotDoAndSaysWhere) {
  const Document document(kText);
  EXPECT_EQ(done(document.remove("/canisters/7")),
            "error: /canisters/7: there is nothing, expected a pointer to what the file holds");
  EXPECT_EQ(done(document.insert("/subnets/9", "1")),
            "error: /subnets/9: the list has 2 elements, expected a place from 0 to 2, or -");
  EXPECT_THAT(done(document.set("/seed", "7 7")), HasSubstr("/seed: "));
  EXPECT_THAT(done(document.set("/subnets/0/id/x", "7")), HasSubstr("there is no object that could hold this"));
  EXPECT_THAT(done(document.remove("")), HasSubstr("this is the whole scenario"));
  EXPECT_THAT(done(Document("{ \"a\": ").set("/a", "7")), HasSubstr("the text is no JSON"));
}

TEST(Document, writesNoNameThatCouldNotBeFoundThere) {
  const Document document(kText);
  EXPECT_THAT(done(document.set("/see\xc2\xc2", "4")), HasSubstr("the name \"/see\\xc2\\xc2\" is no UTF-8"));
  EXPECT_TRUE(Document(done(document.set("/s\u00e9", "4"))).contains("/s\u00e9"));
}

TEST(Document, writesNothingThatIsDeeperThanItReads) {
  std::string pointer;
  for (int level = 0; level < 64; ++level) pointer += "/a";
  EXPECT_TRUE(Document(done(Document("{}").set(pointer, "1"))).contains(pointer));
  EXPECT_THAT(done(Document("{}").set(pointer + "/a", "1")), HasSubstr("is nested too deeply, expected at most 64"));
}

TEST(Document, writesAMemberWhoseNameIsEmpty) {
  EXPECT_EQ(done(Document("{\"x\": 1}").set("/", "2")), "{\"x\": 1, \"\": 2}");
  EXPECT_EQ(done(Document("{}").set("//a", "2")), "{\"\": {\"a\": 2}}");
}

TEST(TextChange, isTheSmallestThatMakesTheOtherText) {
  EXPECT_EQ(changeBetween("abcd", "abXd"), (TextChange{2, "c", "X"}));
  EXPECT_EQ(changeBetween("aa", "aaa"), (TextChange{2, "", "a"}));
  EXPECT_EQ(changeBetween("ä", "ö"), (TextChange{0, "ä", "ö"})) << "characters are not parted";
  EXPECT_EQ(applied("abcd", changeBetween("abcd", "b")), "b");
}

TEST(EditHistory, undoesAndRedoesStepByStep) {
  EditHistory history;
  std::string text = "a";
  const auto edit = [&](const std::string& after, bool joins) {
    history.add(changeBetween(text, after), joins);
    text = after;
  };
  edit("ab", true);
  edit("abc", true);
  edit("abc!", false);
  text = applied(text, *history.undo());
  EXPECT_EQ(text, "abc");
  text = applied(text, *history.undo());
  EXPECT_EQ(text, "a") << "letters typed one after the other are one step";
  EXPECT_FALSE(history.canUndo());
  text = applied(text, *history.redo());
  EXPECT_EQ(text, "abc");
  edit("abcd", true);
  EXPECT_FALSE(history.canRedo());
  text = applied(text, *history.undo());
  EXPECT_EQ(text, "abc") << "what was done again does not grow";
}

}  // namespace
}  // namespace roundscope::test
