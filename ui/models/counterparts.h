// What became of a call in the variants that its own was made of, and in those that were made of it.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "ui/session/parent_comparison.h"

namespace roundscope::ui {

struct Counterpart {
  QString text;  ///< "In Parallel: replied, 3 rounds earlier"; "Not in What if: 2 calls"
  std::optional<CallRef> call{};
  bool operator==(const Counterpart&) const = default;
};

/// The parent's first. Of what a lesson asks, or has not come to, and of what the hidden future holds, nothing is told.
[[nodiscard]] std::vector<Counterpart> counterpartsOf(const Session& session, const ParentComparison& comparison,
                                                      CallRef call);

}  // namespace roundscope::ui
