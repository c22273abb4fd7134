// Derived from points alone. See sweep_facts.h.
#include "core/analysis/sweep_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/sweep_numbers.h"
#include "core/base/listed.h"
#include "core/base/words.h"

namespace roundscope {
namespace {

/// The points of a variant at one value of the second parameter, in order of the first.
using Line = std::vector<const SweepPoint*>;

std::optional<std::int64_t> secondOf(const SweepPoint& point) {
  return point.values.size() > 1 ? std::optional(point.values[1]) : std::nullopt;
}

Line lineOf(const SweepTable& table, std::size_t variant, std::optional<std::int64_t> second) {
  Line line;
  for (const SweepPoint& point : table.points)
    if (point.variant == variant && secondOf(point) == second) line.push_back(&point);
  return line;
}

std::vector<std::optional<std::int64_t>> secondsOf(const SweepTable& table) {
  if (table.plan.parameters.size() < 2) return {std::nullopt};
  const std::vector<std::int64_t>& values = table.plan.parameters[1].values;
  return {values.begin(), values.end()};
}

std::optional<SweepCap> capOf(const Line& line, std::size_t variant) {
  const std::size_t row = sweepNumberAt("not_performed");
  std::optional<SweepCap> cap;
  std::optional<std::int64_t> lastFree;
  for (const SweepPoint* const point : line) {
    if (point->ended == 0) continue;
    const bool refuses = point->numbers[row].greatest > 0;
    if (!refuses && cap) return std::nullopt;  // refused below and not here: that is no cap
    if (!refuses) lastFree = point->values[0];
    if (refuses && !lastFree) return std::nullopt;  // where that begins lies below the range
    if (refuses && !cap) cap = SweepCap{variant, secondOf(*point), *lastFree, point->values[0], point->limit};
  }
  return cap;
}

/// -1, 0 or 1.
int order(double a, double b) { return a < b ? -1 : a > b ? 1 : 0; }

void findCrossovers(const Line& a, const Line& b, std::size_t number, std::vector<Crossover>& found) {
  int before = 0;
  std::int64_t last = 0;
  auto otherAt = b.begin();  // both are in order
  for (const SweepPoint* const point : a) {
    while (otherAt != b.end() && (*otherAt)->values[0] < point->values[0]) ++otherAt;
    if (otherAt == b.end() || (*otherAt)->values[0] != point->values[0]) continue;
    const SweepPoint* const other = *otherAt;
    const Spread& mine = point->numbers[number];
    const Spread& its = other->numbers[number];
    if (mine.of == 0 || its.of == 0) continue;
    const int now = order(mine.median, its.median);
    if (now == 0) continue;  // equal: neither has overtaken the other
    if (before != 0 && now != before)
      found.push_back({before < 0 ? point->variant : other->variant, before < 0 ? other->variant : point->variant,
                       secondOf(*point), last, point->values[0]});
    before = now;
    last = point->values[0];
  }
}

std::string secondText(const std::optional<std::int64_t>& second, const SweepTable& table) {
  return second ? fmt::format(", with {} at {}", grouped(*second), table.plan.parameters[1].pointer) : std::string();
}

}  // namespace

std::vector<SweepCap> capsOf(const SweepTable& table) {
  std::vector<SweepCap> caps;
  for (std::size_t variant = 0; variant < table.plan.variants.size(); ++variant)
    for (const auto& second : secondsOf(table))
      if (const auto cap = capOf(lineOf(table, variant, second), variant)) caps.push_back(*cap);
  return caps;
}

std::vector<Crossover> crossoversOf(const SweepTable& table, std::size_t number) {
  std::vector<Crossover> found;
  for (std::size_t a = 0; a < table.plan.variants.size(); ++a)
    for (std::size_t b = a + 1; b < table.plan.variants.size(); ++b)
      for (const auto& second : secondsOf(table))
        findCrossovers(lineOf(table, a, second), lineOf(table, b, second), number, found);
  return found;
}

std::string nameOfVariant(const SweepTable& table, std::size_t variant) {
  const std::string& name = table.plan.variants[variant];
  return name.empty() ? table.title : name;
}

std::string textOf(const SweepRefusal& refusal, const SweepTable& table) {
  const bool single = table.plan.parameters.size() == 1;
  std::size_t all = 0, first = table.points.size();
  for (std::size_t i = 0; i < table.points.size(); ++i) {
    if (table.points[i].variant != refusal.variant) continue;
    ++all;
    first = std::min(first, i);
  }
  const std::string_view noun = single ? "values" : "pairs of values";
  const auto nameOf = [&](std::size_t point) {
    std::string name;
    for (const std::int64_t value : table.points[point].values) name += (name.empty() ? "" : " and ") + grouped(value);
    return name;
  };
  std::string where;
  if (refusal.points.size() < all)
    where = fmt::format("at {} of {} {} ({})", grouped(refusal.points.size()), grouped(all), noun,
                        listed(refusal.points, single, nameOf));
  else
    where = all == 1 ? fmt::format("at {}", nameOf(first)) : fmt::format("at any of {} {}", grouped(all), noun);
  std::string text = fmt::format("In {}, no valid scenario {}: {}", nameOfVariant(table, refusal.variant), where,
                                 refusal.error.text());
  const std::size_t more = refusal.error.others.size() + refusal.error.unlisted;
  return more == 0 ? text : fmt::format("{}, and {}", text, counted(more, "further error"));
}

std::string textOf(const SweepCap& cap, const SweepTable& table) {
  std::string text =
      fmt::format("In {}, calls are not performed from {} on{}; at {} all are.", nameOfVariant(table, cap.variant),
                  grouped(cap.from), secondText(cap.second, table), grouped(cap.lastFree));
  if (cap.limit > 0) text += fmt::format(" The limit is {} in flight.", grouped(cap.limit));
  return text;
}

std::string textOf(const Crossover& crossover, const SweepTable& table, std::size_t number) {
  return fmt::format("Up to {}{}, {} has less than {} of “{}”; from {} on, more.", grouped(crossover.after),
                     secondText(crossover.second, table), nameOfVariant(table, crossover.lower),
                     nameOfVariant(table, crossover.higher), titleOf(sweepNumbers()[number]), grouped(crossover.from));
}

}  // namespace roundscope
