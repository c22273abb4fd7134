// What models and the transport bar leave out while a lesson asks.
#include <gtest/gtest.h>

#include <QTest>

#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/models/event_table_model.h"
#include "ui/models/state_model.h"
#include "ui/session/session.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {
namespace {

class HiddenAnswer : public testing::Test {
 protected:
  HiddenAnswer() {
    session.open(test::sequentialAndParallelPings(20));
    EXPECT_TRUE(QTest::qWaitFor([this] { return session.finished(); }, kGenerousMs));
    session.setCursor(Time{} + seconds(2));
  }
  void hide(bool on) {
    session.changeView([on](ViewState& view) { view.answerHidden = on; });
  }

  Session session;
};

TEST_F(HiddenAnswer, ThePositionTellsNoEnd) {
  EXPECT_TRUE(positionWords(session).contains(QStringLiteral("round 2 of 41")));
  hide(true);
  EXPECT_TRUE(positionWords(session).contains(QStringLiteral("round 2")));
  EXPECT_FALSE(positionWords(session).contains(QStringLiteral("41")));
}

TEST_F(HiddenAnswer, NoEventOfALaterRoundHasARow) {
  EventTableModel model(&session, nullptr);
  const int all = model.rowCount();
  hide(true);
  ASSERT_GT(model.rowCount(), 0);
  EXPECT_LT(model.rowCount(), all);
  EXPECT_EQ(model.index(model.rowCount() - 1, EventTableModel::RoundColumn).data().toString(), QStringLiteral("2"));
  const int before = model.rowCount();
  session.setCursor(Time{} + seconds(4));
  EXPECT_GT(model.rowCount(), before);
  hide(false);
  EXPECT_EQ(model.rowCount(), all);
}

TEST_F(HiddenAnswer, AFilterFindsNothingThatIsToCome) {
  EventTableModel model(&session, nullptr);
  EventFilter filter;
  filter.kind = EventKind::User;
  hide(true);
  model.setFilter(filter);
  QTest::qWait(50);                // for its slices
  EXPECT_EQ(model.rowCount(), 1);  // the user's message, not its answer
  hide(false);
  EXPECT_TRUE(QTest::qWaitFor([&] { return model.rowCount() == 2; }, kGenerousMs));
}

TEST_F(HiddenAnswer, SlotsAreToldWithoutTheirLimit) {
  StateModel model(&session, nullptr);
  const QModelIndex taken = model.index(1, StateModel::Value);
  ASSERT_TRUE(taken.data().toString().contains(QStringLiteral(" of 500")));
  ASSERT_TRUE(taken.data(StateModel::ShareRole).isValid());
  hide(true);
  EXPECT_FALSE(taken.data().toString().contains(QStringLiteral("500")));
  EXPECT_FALSE(taken.data(StateModel::ShareRole).isValid());
}

}  // namespace
}  // namespace roundscope::ui
