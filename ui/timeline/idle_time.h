// Where nothing happens in any run, so that the axis may take a break there.
#pragma once

#include <memory>
#include <vector>

#include "ui/drawing/idle_map.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

/// What is idle in all variants at once. Grows with them.
class IdleTime {
 public:
  /// What is idle for longer than three rounds, each shown as one round. Null where nothing is. Takes in the rounds
  /// that the variants, always the same ones, have gained.
  [[nodiscard]] std::shared_ptr<const IdleMap> mapOf(const TimelineIndex& index);

 private:
  void add(const IdleMap::Stretch& busy);

  std::vector<std::size_t> m_taken;      ///< rounds, by variant
  std::vector<IdleMap::Stretch> m_busy;  ///< ascending and apart
  double m_roundUs = 0;                  ///< the longest
};

}  // namespace roundscope::ui
