// The moments that stepping and running look for: failures, refusals at the limit, replies, calls.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/base/large_list.h"
#include "core/base/time.h"
#include "core/run/call_table.h"

namespace roundscope::ui {

enum class MilestoneKind : std::uint8_t { Failure, Limit, Reply, Call };
inline constexpr std::size_t kMilestoneKinds = 4;

/// A moment at which a call of a variant begins or ends.
struct Milestone {
  Time time;
  std::uint32_t variant = 0;
  CallId call;
  auto operator<=>(const Milestone&) const = default;
};

/// Grows with the runs of a set. Moments are those at which calls are drawn to begin and to end.
class Milestones {
 public:
  void clear() { *this = {}; }
  /// Takes over what is new in one variant's table.
  void update(std::uint32_t variant, const CallTable& table);

  /// The first of the kind that lies after this one in the order of time, variant and call.
  [[nodiscard]] std::optional<Milestone> after(MilestoneKind kind, const Milestone& here) const;
  [[nodiscard]] std::optional<Milestone> before(MilestoneKind kind, const Milestone& here) const;

 private:
  struct Known {
    std::size_t calls = 0;
    std::vector<std::uint32_t> open;  ///< performed, without an end yet
  };
  using List = LargeList<Milestone>;

  /// True when the call has ended and will not change again.
  bool takeEnd(std::uint32_t variant, std::uint32_t call, const CallTable& table);
  List& list(MilestoneKind kind) { return m_lists[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] const List& list(MilestoneKind kind) const { return m_lists[static_cast<std::size_t>(kind)]; }

  std::array<List, kMilestoneKinds> m_lists;  ///< each ascending
  std::vector<Known> m_known;                 ///< by variant
};

}  // namespace roundscope::ui
