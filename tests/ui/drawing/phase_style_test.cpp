// Phases can be told apart.
#include "ui/drawing/phase_style.h"

#include <gtest/gtest.h>

#include <vector>

namespace roundscope::ui {
namespace {

TEST(PhaseStyle, IsAnotherForEachPhase) {
  std::vector<PhaseStyle> styles;
  for (std::size_t i = 0; i < kPhaseCount; ++i) {
    const PhaseStyle style = styleOf(static_cast<Phase>(i));
    for (const PhaseStyle& before : styles) EXPECT_NE(style, before) << i;
    styles.push_back(style);
  }
}

TEST(PhaseStyle, TellsTheQueuesApartWithoutColour) {
  const Hatch hatches[] = {styleOf(Phase::OutputQueue).hatch, styleOf(Phase::InputQueue).hatch,
                           styleOf(Phase::Callback).hatch};
  EXPECT_NE(hatches[0], hatches[1]);
  EXPECT_NE(hatches[1], hatches[2]);
  EXPECT_NE(hatches[0], hatches[2]);
  for (const Hatch hatch : hatches) EXPECT_NE(hatch, Hatch::None);
}

}  // namespace
}  // namespace roundscope::ui
