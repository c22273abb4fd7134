// The one document, whose large texts are read in a thread of their own: what anyone sees of that.
#include "ui/editor/editing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <string>
#include <vector>

#include "tests/ui/waiting.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A scenario that is right, with so many users' messages.
std::string town(int messages) {
  std::string text = R"({"roundscope": 1, "seed": 1, "subnets": [{"id": "s"}],
  "canisters": [{"id": "c", "subnet": "s", "methods": {"go": {}}}], "ingress": [)";
  for (int i = 0; i < messages; ++i) text += (i == 0 ? "" : ",") + std::string("\n    {\"to\": \"c.go\"}");
  return text + "\n]}\n";
}
const std::string kLarge = town(6000);

class EditingTest : public testing::Test {
 protected:
  EditingTest() : editing(Editing::of(session)) {
    QObject::connect(
        &editing, &Editing::scenarioWanted, &editing,
        [this](const std::shared_ptr<const ScenarioSet>& set) { seeds.push_back(set->variants.front().seed); });
  }
  void open(const std::string& text) {
    editing.open(text, {}, QStringLiteral("town"));
    settle();
    seeds.clear();
  }
  void settle() {
    ASSERT_TRUE(QTest::qWaitFor([this] { return editing.isRead(); }, kGenerousMs));
  }
  [[nodiscard]] Result<std::string> seeded(const char* seed) const { return editing.document().set("/seed", seed); }

  Session session;
  Editing& editing;
  std::vector<std::uint64_t> seeds;  ///< of the scenarios that were handed on
};

TEST_F(EditingTest, ASmallTextIsReadBeforeAnEditReturns) {
  open(town(3));
  ASSERT_FALSE(editing.apply(seeded("2")));
  EXPECT_TRUE(editing.isRead());
  EXPECT_THAT(seeds, ElementsAre(2U));
}

TEST_F(EditingTest, WhatIsTypedIsUndoneTogetherUpToALineBreak) {
  const std::string text = town(3);
  open(text);
  for (const char* typed : {"/", "/", "a", "\n", "b"}) editing.type({editing.document().text().size(), "", typed});
  ASSERT_EQ(editing.document().text(), text + "//a\nb");
  for (const char* left : {"//a\n", "//a", ""}) {
    editing.undo();
    EXPECT_EQ(editing.document().text(), text + left);
  }
}

TEST_F(EditingTest, NobodyWaitsForALargeTextToBeRead) {
  open(kLarge);
  const QSignalSpy checked(&editing, &Editing::checked);
  ASSERT_FALSE(editing.apply(seeded("2")));
  EXPECT_EQ(editing.document().textAt("/seed"), "2") << "the text itself is there at once";
  EXPECT_FALSE(editing.isRead());
  EXPECT_EQ(checked.count(), 0);
  EXPECT_THAT(seeds, IsEmpty());
  settle();
  EXPECT_EQ(checked.count(), 1);
  EXPECT_THAT(seeds, ElementsAre(2U));
  EXPECT_EQ(editing.document().textAt("/seed"), "2");
}

TEST_F(EditingTest, WhatIsReadOfATextThatHasChangedSinceIsDropped) {
  open(kLarge);
  editing.apply(seeded("2"));
  editing.apply(seeded("3"));
  editing.undo();
  editing.undo();
  editing.redo();
  editing.redo();
  settle();
  EXPECT_EQ(editing.document().textAt("/seed"), "3");
  EXPECT_THAT(seeds, ElementsAre(3U)) << "of the text as it is, once";
}

TEST_F(EditingTest, ErrorsOfALargeTextComeWhenItIsReadAndGoWhenItIsMended) {
  open(kLarge);
  editing.apply(seeded("\"none\""));
  EXPECT_FALSE(editing.error()) << "nothing is known yet";
  settle();
  ASSERT_TRUE(editing.error());
  EXPECT_THAT(editing.error()->where, testing::HasSubstr("/seed"));
  EXPECT_THAT(seeds, IsEmpty());
  editing.undo();
  settle();
  EXPECT_FALSE(editing.error());
  EXPECT_THAT(seeds, ElementsAre(1U));
}

TEST_F(EditingTest, AnEditThatMustRunChangesALargeTextOnlyWhenItIsKnownToRun) {
  open(kLarge);
  const std::string before = editing.document().text();
  std::vector<std::string> told;
  const auto tell = [&](const std::optional<Error>& error) { told.push_back(error ? error->what : "it runs"); };
  const auto wait = [&](std::size_t count) {
    return QTest::qWaitFor([&] { return told.size() == count; }, kGenerousMs);
  };
  editing.applyIfRuns(seeded("\"none\""), tell);
  EXPECT_THAT(told, IsEmpty());
  ASSERT_TRUE(wait(1));
  EXPECT_NE(told[0], "it runs");
  EXPECT_EQ(editing.document().text(), before);
  EXPECT_FALSE(editing.canUndo());

  editing.applyIfRuns(seeded("7"), tell);
  EXPECT_EQ(editing.document().text(), before);
  ASSERT_TRUE(wait(2));
  EXPECT_EQ(told[1], "it runs");
  EXPECT_TRUE(editing.isRead());
  EXPECT_EQ(editing.document().textAt("/seed"), "7");
  EXPECT_THAT(seeds, ElementsAre(7U));

  editing.applyIfRuns(seeded("8"), tell);
  editing.type({0, "", " "});
  ASSERT_TRUE(wait(3));
  EXPECT_EQ(told[2], "the text has changed meanwhile");
  EXPECT_EQ(editing.document().text().substr(0, 2), " {") << "what was typed stays, and nothing is lost";
  EXPECT_EQ(editing.document().textAt("/seed"), "7");
}

}  // namespace
}  // namespace roundscope::ui
