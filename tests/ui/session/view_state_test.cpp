// What several views show alike: one value, held by the session.
#include "ui/session/view_state.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/support/scenarios.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

TEST(ViewStateTest, IsToldOnceWhenItChangesAndNotWhenItStaysTheSame) {
  Session session;
  const QSignalSpy told(&session, &Session::viewStateChanged);
  session.changeView([](ViewState& view) {
    view.hideFuture = true;
    view.foldedVariants = {1};
  });
  EXPECT_EQ(told.count(), 1);
  EXPECT_TRUE(session.viewState().hideFuture);
  session.changeView([](ViewState& view) { view.hideFuture = true; });
  EXPECT_EQ(told.count(), 1);
}

TEST(ViewStateTest, ForgetsWhatWasFoldedAndLitWithAnotherScenarioAndKeepsTheRest) {
  Session session;
  session.open(test::sequentialAndParallelPings(2));
  session.changeView([](ViewState& view) {
    view.hideFuture = true;
    view.showCriticalPath = true;
    view.foldedVariants = {1};
    view.foldedTellNothing = true;
    view.lit = {{0, 1}};
  });
  const QSignalSpy told(&session, &Session::viewStateChanged);
  session.open(test::sequentialAndParallelPings(3));
  EXPECT_GE(told.count(), 1);
  ViewState kept;
  kept.hideFuture = true;
  kept.showCriticalPath = true;
  EXPECT_EQ(session.viewState(), kept);
}

}  // namespace
}  // namespace roundscope::ui
