// What differs, counted and in words. See differences.h.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include "core/analysis/differences.h"
#include "core/base/words.h"
#include "core/protocol/not_performed.h"
#include "core/protocol/reject.h"

namespace roundscope {

namespace {

/// More cannot be followed; the rest is counted.
constexpr std::size_t kMostGroupsTold = 4;

/// "is rejected", "are rejected": how calls end, as a predicate.
std::string endsText(CallOutcome outcome, bool one) {
  const std::string_view be = one ? "is" : "are";
  switch (outcome) {
    case CallOutcome::InFlight:
      return fmt::format("{} never answered", be);
    case CallOutcome::Replied:
      return fmt::format("{} replied to", be);
    case CallOutcome::Trapped:
      return one ? "traps" : "trap";
    case CallOutcome::Expired:
      return one ? "expires" : "expire";
    case CallOutcome::Rejected:
    case CallOutcome::Dropped:
    case CallOutcome::NotPerformed:
      break;
  }
  return fmt::format("{} {}", be, nameOf(outcome));
}

std::string stretchText(const DifferenceGroup& group, std::string_view way) {
  if (group.leastRounds == group.mostRounds) return fmt::format("{} {}", counted(group.mostRounds, "round"), way);
  return fmt::format("{} to {} {}", grouped(group.leastRounds), counted(group.mostRounds, "round"), way);
}

/// `subject` counts the calls: "200 calls", or "200" where calls were told of before.
std::string groupText(const DifferenceGroup& group, const std::string& subject) {
  const bool one = group.calls == 1;
  const std::string_view end = one ? "ends" : "end";
  switch (group.how) {
    case Differs::OnlyHere:
      return fmt::format("{} more {}", subject, endsText(group.here, one));
    case Differs::OnlyThere:
      return fmt::format("{} {} not made", subject, one ? "is" : "are");
    case Differs::Outcome:
      return fmt::format("{} {}, not {}", subject, endsText(group.here, one), nameOf(group.there));
    case Differs::Reason:
      return fmt::format("{} {} for another reason", subject, endsText(group.here, one));
    case Differs::Later:
      return fmt::format("{} {} {}", subject, end, stretchText(group, "later"));
    case Differs::Earlier:
      return fmt::format("{} {} {}", subject, end, stretchText(group, "earlier"));
  }
  std::abort();
}

/// Without its full stop.
std::string_view reasonOf(const CallSpan& call) {
  std::string_view words = call.outcome == CallOutcome::NotPerformed ? nameOf(call.notPerformed) : wordsOf(call.reason);
  if (!words.empty() && words.back() == '.') words.remove_suffix(1);
  return words;
}

}  // namespace

std::vector<DifferenceGroup> groupsOf(const Differences& differences) {
  std::map<std::tuple<Differs, CallOutcome, CallOutcome>, DifferenceGroup> found;
  for (const CallDifference& call : differences.calls) {
    const bool tellsHere = call.how == Differs::OnlyHere || call.how == Differs::Outcome || call.how == Differs::Reason;
    const bool tellsThere = call.how == Differs::Outcome || call.how == Differs::Reason;
    const CallOutcome here = tellsHere ? call.outcomeHere : CallOutcome::InFlight;
    const CallOutcome there = tellsThere ? call.outcomeThere : CallOutcome::InFlight;
    DifferenceGroup& group = found[{call.how, here, there}];
    const bool first = group.calls++ == 0;
    group.how = call.how;
    group.here = here;
    group.there = there;
    if (call.how != Differs::Later && call.how != Differs::Earlier) continue;
    const auto rounds = static_cast<std::uint32_t>(std::abs(call.rounds));
    group.leastRounds = first ? rounds : std::min(group.leastRounds, rounds);
    group.mostRounds = std::max(group.mostRounds, rounds);
  }
  std::vector<DifferenceGroup> groups;
  groups.reserve(found.size());
  for (const auto& [key, group] : found) groups.push_back(group);
  std::stable_sort(groups.begin(), groups.end(), [](const DifferenceGroup& a, const DifferenceGroup& b) {
    return a.how != b.how ? a.how < b.how : a.calls > b.calls;
  });
  return groups;
}

std::string differencesText(const Differences& differences) {
  if (!differences.whole) return {};
  const std::vector<DifferenceGroup> groups = groupsOf(differences);
  if (groups.empty()) return "no call differs";
  std::vector<std::string> told;
  std::uint64_t others = 0;
  for (const DifferenceGroup& group : groups) {
    if (told.size() < kMostGroupsTold)
      told.push_back(groupText(group, told.empty() ? counted(group.calls, "call") : grouped(group.calls)));
    else
      others += group.calls;
  }
  if (others > 0) told.push_back(fmt::format("{} {} otherwise", grouped(others), others == 1 ? "differs" : "differ"));
  return fmt::format("{}", fmt::join(told, "; "));
}

std::string counterpartText(const CallSpan& counterpart, std::optional<std::int64_t> rounds) {
  std::string text(nameOf(counterpart.settled()));
  if (isFailure(counterpart.settled())) text += fmt::format(" ({})", reasonOf(counterpart));
  if (!rounds) return text;
  if (*rounds == 0) return text + ", in the same round";
  return text + fmt::format(", {} {}", counted(std::abs(*rounds), "round"), *rounds > 0 ? "later" : "earlier");
}

}  // namespace roundscope
