// Vertical layout by sharing out what is left. See layout.h.
#include "ui/timeline/layout.h"

#include <algorithm>

namespace roundscope::ui {

namespace {

constexpr double kLanePadding = 5;
constexpr double kPartGap = 4;
constexpr double kVariantGap = 10;
constexpr double kBarGap = 2;              ///< between the bars of two rows
constexpr std::size_t kMostVariables = 4;  ///< of a lane

/// What of a lane is shown, and how.
struct Planned {
  std::size_t lane = 0;
  LaneForm form = LaneForm::NoCalls;
  std::vector<VariableId> variables;
  std::size_t locks = 0;
  bool executions = true;
  bool opensBand = false;  ///< the subnet's name stands above it
  std::size_t bandLanes = 0;
};

/// The call area, the strip and the variables of one lane.
void addFlexes(std::vector<Flex>& items, const Lane& lane, const Planned& planned, double line, double leastBar) {
  const LaneForm form = planned.form;
  const auto rows = static_cast<double>(lane.rows.size());
  const double leastRow = leastBar + kBarGap;
  switch (form) {
    case LaneForm::NoCalls:
      items.push_back({0, 0, 0});
      break;
    case LaneForm::Rows:
      items.push_back(
          {std::max(rows * leastRow, 16.0), std::max(rows * std::max(22.0, leastRow * 1.4), 34.0), rows + 2});
      break;
    case LaneForm::Batch:
      items.push_back({48, 220, 6});
      break;
    case LaneForm::OpenBatch:
      items.push_back({rows * std::max(10.0, leastRow), rows * std::max(10.0, leastRow), 0});
      break;
    case LaneForm::Collapsed:
    case LaneForm::Folded:
      items.push_back({0, 0, 0});
      items.push_back({0, 0, 0});
      items.push_back({0, 0, 0});
      return;
  }
  // Where users' queries overlap what else executes, each has its row, as long as there are few.
  const double strips = std::clamp(static_cast<double>(lane.strip().size()), 1.0, 3.0);
  if (!planned.executions)
    items.push_back({form == LaneForm::NoCalls ? line - 2 : 0, 0, 0});  // its name has room
  else if (form == LaneForm::NoCalls)
    items.push_back({std::max(std::max(14.0, leastBar) * strips, line - 2), std::max(36.0, leastBar) * strips, 1});
  else
    items.push_back({9 * strips, 14 * strips, 0.3});
  const auto lines = static_cast<double>(planned.variables.size());
  items.push_back({(line + 2) * lines, 40 * lines, 2 * lines});
}

/// Of collapsed lanes and of the lines that name subnets.
double lineHeightOf(double line) { return line + 4; }

double lockHeightOf(double line) { return line + 4; }

/// Of the marks of refused attempts, each with its count beside.
double refusedHeightOf(double line) { return std::max(14.0, line); }

double fixedHeight(const VariantIndex& variant, const Lane& lane, const Planned& planned, double line) {
  const LaneForm form = planned.form;
  if (form == LaneForm::Collapsed) return lineHeightOf(line);
  if (form == LaneForm::Folded) return 0;
  double height = 2 * kLanePadding + static_cast<double>(planned.locks) * lockHeightOf(line);
  if (planned.locks > 0) height += kPartGap;
  if (!planned.variables.empty()) height += kPartGap;
  if (form == LaneForm::NoCalls) return height;
  height += kPartGap;
  if (form == LaneForm::Batch || form == LaneForm::OpenBatch) height += line + kPartGap;
  if (!variant.outcomesOf(lane).notPerformed().empty()) height += refusedHeightOf(line) + kPartGap;
  return height;
}

/// What the flexible parts of a lane have got.
struct LaneHeights {
  double calls = 0;
  double strip = 0;
  double variables = 0;
};

LaneLayout placeLane(LaneKey key, const VariantIndex& variant, const Planned& planned, double top,
                     const LaneHeights& heights, double line) {
  const Lane& lane = variant.lanes()[key.lane];
  const LaneForm form = planned.form;
  const std::size_t locks = planned.locks;
  const std::vector<VariableId>& variables = planned.variables;
  LaneLayout placed;
  placed.key = key;
  placed.form = form;
  placed.top = top;
  double y = top + kLanePadding;
  if (form == LaneForm::Batch || form == LaneForm::OpenBatch) {
    placed.headerTop = y;
    placed.headerHeight = line;
    y += line + kPartGap;
  }
  placed.callsTop = y;
  placed.callsHeight = heights.calls;
  if (!lane.rows.empty()) placed.rowHeight = std::min(64.0, heights.calls / static_cast<double>(lane.rows.size()));
  y += heights.calls;
  if (form != LaneForm::NoCalls) y += kPartGap;
  if (form != LaneForm::NoCalls && !variant.outcomesOf(lane).notPerformed().empty()) {
    placed.refusedTop = y;
    placed.refusedHeight = refusedHeightOf(line);
    y += placed.refusedHeight + kPartGap;
  }
  placed.stripTop = y;
  placed.stripHeight = heights.strip;
  y += heights.strip;
  if (locks > 0) {
    placed.locksTop = y + kPartGap;
    placed.lockHeight = lockHeightOf(line);
    y = placed.locksTop + static_cast<double>(locks) * placed.lockHeight;
  }
  if (!variables.empty()) {
    placed.variables = variables;
    placed.variablesTop = y + kPartGap;
    placed.variableHeight = heights.variables / static_cast<double>(variables.size());
    y = placed.variablesTop + heights.variables;
  }
  placed.height = y + kLanePadding - top;
  return placed;
}

/// One line: what it executed, and its failures.
LaneLayout placeLine(LaneKey key, LaneForm form, double top, double line) {
  LaneLayout placed;
  placed.key = key;
  placed.form = form;
  placed.top = top;
  placed.height = lineHeightOf(line);
  placed.callsTop = placed.stripTop = top + 3;
  placed.stripHeight = placed.height - 6;
  return placed;
}

std::vector<std::size_t> shownLanes(const VariantIndex& variant, std::size_t v, const LayoutOptions& options) {
  std::vector<std::size_t> shown;
  for (const std::size_t lane : variant.laneOrder()) {
    if (options.leftOut.contains({v, lane})) continue;
    if (!options.hideIdle || variant.outcomesOf(variant.lanes()[lane]).madeCalls() ||
        variant.lanes()[lane].executedAny() || !exists(variant.scenario().canisters[lane].status))
      shown.push_back(lane);
  }
  return shown;
}

std::vector<Planned> plan(const TimelineIndex& index, std::size_t v, const std::set<LaneKey>& opened,
                          const LayoutOptions& options) {
  const VariantIndex& variant = index.variants()[v];
  const std::vector<std::size_t> shown = shownLanes(variant, v, options);
  const auto subnetOf = [&](std::size_t i) { return variant.lanes()[shown[i]].subnet; };
  std::vector<Planned> all;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    Planned planned{shown[i], LaneForm::NoCalls, {}};
    if (options.calls) planned.form = formOf(variant, variant.lanes()[shown[i]], opened.contains({v, shown[i]}));
    const auto size = static_cast<std::size_t>(std::count_if(
        shown.begin(), shown.end(), [&](std::size_t l) { return variant.lanes()[l].subnet == subnetOf(i); }));
    if (options.collapsed.contains({v, shown[i]})) planned.form = LaneForm::Collapsed;
    if (size > 1 && options.collapsedSubnets.contains({v, subnetOf(i)})) planned.form = LaneForm::Folded;
    const bool oneLine = planned.form == LaneForm::Collapsed || planned.form == LaneForm::Folded;
    if (options.variables && !oneLine) planned.variables = changingVariables(variant, variant.lanes()[shown[i]]);
    if (options.locks) planned.locks = variant.locksOf(variant.lanes()[shown[i]]).size();
    planned.executions = options.executions;
    planned.opensBand = size > 1 && (i == 0 || subnetOf(i - 1) != subnetOf(i));
    planned.bandLanes = size;
    all.push_back(planned);
  }
  return all;
}

/// The variants that have a place at all.
std::vector<std::size_t> placedVariants(const TimelineIndex& index, const LayoutOptions& options) {
  const std::size_t count = index.variants().size();
  std::vector<std::size_t> all, open;
  for (std::size_t v = 0; v < count; ++v) {
    all.push_back(v);
    if (!options.foldedVariants.contains(v)) open.push_back(v);
  }
  return options.leaveOutFolded && !open.empty() ? open : all;
}

}  // namespace

LaneForm formOf(const VariantIndex& variant, const Lane& lane, bool opened) {
  if (!variant.outcomesOf(lane).madeCalls()) return LaneForm::NoCalls;
  if (lane.rows.size() <= kRowsBeforeBatch) return LaneForm::Rows;
  return opened ? LaneForm::OpenBatch : LaneForm::Batch;
}

std::vector<VariableId> changingVariables(const VariantIndex& variant, const Lane& lane) {
  std::vector<VariableId> changing;
  const auto& declared = variant.scenario().canister(lane.canister).variables;
  for (std::uint16_t i = 0; i < declared.size() && changing.size() < kMostVariables; ++i) {
    const VariableId id{static_cast<decltype(VariableId{}.value)>(i)};
    if (declared[i].isLock) continue;
    const VariableChanges& changes = variant.run().state().changes(lane.canister, id);
    if (changes.low < changes.high) changing.push_back(id);
  }
  return changing;
}

void shareOut(std::vector<Flex>& items, double available) {
  double left = available;
  for (Flex& item : items) left -= item.size = item.least;
  while (left > 0.01) {
    double weights = 0;
    for (const Flex& item : items)
      if (item.size < item.greatest) weights += item.weight;
    if (weights <= 0) return;
    const double share = left / weights;
    for (Flex& item : items) {
      if (item.size >= item.greatest) continue;
      const double grown = std::min(item.greatest, item.size + share * item.weight);
      left -= grown - item.size;
      item.size = grown;
    }
  }
}

bool VariantLayout::hasBand(SubnetId subnet) const {
  return std::any_of(bands.begin(), bands.end(), [&](const BandLayout& band) { return band.subnet == subnet; });
}

namespace {

/// What all lanes need, before what is left is shared out.
struct Needs {
  std::vector<std::size_t> shown;  ///< variants that have a place
  std::vector<Flex> items;
  std::vector<std::vector<Planned>> plans;  ///< of these
  double fixed = 0;
  [[nodiscard]] double size() const {
    double all = fixed;
    for (const Flex& item : items) all += std::max(item.least, item.size);
    return all;
  }
};

double rulerHeightOf(double line) { return line + 6; }

Needs needsOf(const TimelineIndex& index, const std::set<LaneKey>& opened, const TextMeasure& text,
              const LayoutOptions& options) {
  const double line = text.height(FontRole::Normal);
  Needs needs;
  needs.shown = placedVariants(index, options);
  for (const std::size_t v : needs.shown) {
    const VariantIndex& variant = index.variants()[v];
    needs.fixed += text.height(FontRole::Heading) + 8 + (v != needs.shown.front() ? kVariantGap : 0);
    needs.plans.emplace_back();
    if (options.foldedVariants.contains(v)) continue;
    if (options.ownAxes.contains(v)) needs.fixed += rulerHeightOf(line);
    needs.items.push_back(options.strips ? Flex{std::max(24.0, line + 6), 44, 1.2} : Flex{0, 0, 0});
    needs.plans.back() = plan(index, v, opened, options);
    for (const Planned& planned : needs.plans.back()) {
      const Lane& lane = variant.lanes()[planned.lane];
      if (planned.opensBand) needs.fixed += lineHeightOf(line);
      needs.fixed += fixedHeight(variant, lane, planned, line);
      addFlexes(needs.items, lane, planned, line, options.leastBarPx);
    }
  }
  return needs;
}

}  // namespace

Layout layOut(const TimelineIndex& index, const std::set<LaneKey>& opened, const TextMeasure& text,
              const LayoutOptions& options) {
  const double line = text.height(FontRole::Normal);
  Needs needs = needsOf(index, opened, text, options);
  if (options.variables && !options.keepVariables && needs.size() > options.availablePx) {
    LayoutOptions without = options;
    without.variables = false;
    needs = needsOf(index, opened, text, without);
  }
  std::vector<Flex>& items = needs.items;
  shareOut(items, options.availablePx - needs.fixed);
  // Where there is more height than lanes should need, all may grow alike, a few times over.
  for (int i = 0; i < 4 && options.stretch && needs.size() < options.availablePx - 1; ++i) {
    for (Flex& item : items) item.greatest *= 1.4;
    shareOut(items, options.availablePx - needs.fixed);
  }

  Layout layout;
  double y = 0;
  auto item = items.begin();
  auto lanes = needs.plans.begin();
  for (const std::size_t v : needs.shown) {
    const VariantIndex& variant = index.variants()[v];
    VariantLayout placed;
    placed.variant = v;
    placed.top = y += v != needs.shown.front() ? kVariantGap : 0;
    placed.headingHeight = text.height(FontRole::Heading) + 8;
    placed.rulerTop = y += placed.headingHeight;
    placed.folded = options.foldedVariants.contains(v);
    if (!placed.folded && options.ownAxes.contains(v)) placed.rulerHeight = rulerHeightOf(line);
    placed.overlapTop = y += placed.rulerHeight;
    if (!placed.folded) placed.overlapHeight = (item++)->size;
    y += placed.overlapHeight;
    for (const Planned& planned : *lanes++) {
      LaneHeights heights;
      for (double* const part : {&heights.calls, &heights.strip, &heights.variables}) *part = (item++)->size;
      const LaneKey key{v, planned.lane};
      const Lane& lane = variant.lanes()[planned.lane];
      const bool folded = planned.form == LaneForm::Folded;
      if (planned.opensBand) {
        placed.bands.push_back({lane.subnet, y, lineHeightOf(line), folded, planned.bandLanes});
        y += lineHeightOf(line);
      }
      if (folded) {
        placed.lanes.push_back(placeLine(key, planned.form, placed.bands.back().top, line));
        continue;
      }
      placed.lanes.push_back(planned.form == LaneForm::Collapsed ? placeLine(key, planned.form, y, line)
                                                                 : placeLane(key, variant, planned, y, heights, line));
      y += placed.lanes.back().height;
    }
    placed.height = y - placed.top;
    layout.variants.push_back(std::move(placed));
  }
  layout.contentHeight = y;
  return layout;
}

}  // namespace roundscope::ui
