// The moments at which stepping stops: all instants at which a round of any variant had events.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/base/time.h"
#include "core/run/call_table.h"

namespace roundscope::ui {

/// A sorted set of instants, merged from several runs that each grow in order.
class Instants {
 public:
  /// Takes over `rounds[from …]`, which must ascend in time.
  void add(const LargeList<RoundRow>& rounds, std::size_t from);

  [[nodiscard]] std::optional<Time> after(Time time) const;
  [[nodiscard]] std::optional<Time> before(Time time) const;
  [[nodiscard]] const std::vector<Time>& all() const { return m_times; }

 private:
  std::vector<Time> m_times;  ///< ascending, each once
};

}  // namespace roundscope::ui
