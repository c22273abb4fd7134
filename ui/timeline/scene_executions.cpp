// The strip of executions under a canister's calls: its messages, one after the other as its subnet takes them, and
// below them what users' queries execute at the same time.
#include <algorithm>
#include <optional>

#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// A gap between executions that is wide enough to be seen, and an execution that is wide enough to stand alone.
/// Narrower gaps would fall on pixels in a rhythm that the run does not have.
constexpr double kExecutionGapPx = 2;
constexpr double kLeastAlonePx = 3;

/// Where in [first, end) `before` ceases to hold, sought about `guess` further on and from there outwards: where
/// columns hold about as much as their neighbours, a few of the steps that a search of everything takes.
template <class Iterator, class Before>
Iterator partitionPointNear(Iterator first, Iterator end, std::ptrdiff_t guess, const Before& before) {
  std::ptrdiff_t low = 0;
  std::ptrdiff_t high = end - first;
  std::ptrdiff_t step = 8;
  const std::ptrdiff_t near = std::min(guess, high - 1);
  if (near < 0) return end;
  if (before(first[near])) {
    for (low = near + 1; low + step < high && before(first[low + step]); step *= 4) low += step + 1;
    high = std::min(high, low + step);
  } else {
    for (high = near; high - step > low && !before(first[high - step]); step *= 4) high -= step;
    low = std::max(low, high - step);
  }
  return std::partition_point(first + low, first + high, before);
}

/// Where rows would be lower than this, several share a place.
constexpr double kLeastRowPx = 3;

struct RowBand {
  double top = 0;
  double height = 0;
};

void drawRow(const Context& context, const LaneLayout& lane, const ExecutionRow& row, const RowBand& band) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const auto& executions = row.executions();
  const TimeAxis& axis = context.view.axis;
  const auto endUs = [&](const Execution& e) {
    return static_cast<double>(e.endUs == kStillOpen ? variant.frontierUs() : e.endUs);
  };
  auto item = std::partition_point(executions.begin(), executions.end(),
                                   [&](const Execution& e) { return endUs(e) < axis.firstUs(); });
  // Columns of many executions that touch and look alike are one box.
  std::optional<RectShape> open;
  const auto flush = [&] {
    if (open) context.canvas.add(*open);
    open.reset();
  };
  std::ptrdiff_t inColumn = 0;
  while (item != executions.end() && static_cast<double>(item->startUs) <= axis.lastUs()) {
    const double x0 = xOf(axis, static_cast<double>(item->startUs));
    const double columnUs = usAt(axis, std::max(x0 + 1.5, xOf(axis, endUs(*item))));
    const auto first = item;
    item = std::max(item + 1, partitionPointNear(item, executions.end(), inColumn, [&](const Execution& e) {
                      return static_cast<double>(e.startUs) < columnUs;
                    }));
    inColumn = item - first;
    const bool trapped = row.trapped().anyIn(static_cast<std::size_t>(first - executions.begin()),
                                             static_cast<std::size_t>(item - executions.begin()));
    const double x1 = xOf(axis, endUs(*(item - 1)));
    const bool serves = first->kind == ExecutionKind::Request && first->call != kNoCall && variant.knows(first->call);
    const double width = std::max(1.2, x1 - x0 - (x1 - x0 > 4 ? 1 : 0));
    RectShape shape{QRectF(x0, band.top, width, band.height), {Role::ExecutionOther}, {}};
    if (serves) shape.fill = {Role::Execution, variant.hueOf(first->call)};
    if (trapped) {
      shape.fill = {Role::FailureFill};
      shape.hatch = Hatch::Dense;
      shape.hatchPaint = {Role::Failure};
      shape.border = Paint{Role::Failure};
    }
    const bool many = item - first > 1;
    if (first->call != kNoCall) context.canvas.clippedHit(shape.rect, parts::hitOf(lane.key, first->call, many));
    const bool narrow = many || x1 - x0 < kLeastAlonePx;
    if (narrow && !trapped && open && open->fill == shape.fill && x0 <= open->rect.right() + kExecutionGapPx) {
      open->rect.setRight(shape.rect.right());
      continue;
    }
    flush();
    if (narrow && !trapped)
      open = shape;
    else
      context.canvas.add(shape);
  }
  flush();
}

}  // namespace

namespace {

/// Where the rows of a lane's strip stand: where there is no room for all, the last ones share a place.
std::vector<RowBand> bandsOf(const Context& context, const LaneLayout& lane, std::size_t rows) {
  std::vector<RowBand> bands;
  if (rows == 0) return bands;
  const auto places = std::clamp(static_cast<std::size_t>(lane.stripHeight / kLeastRowPx), std::size_t{1}, rows);
  const double height = lane.stripHeight / static_cast<double>(places);
  const double gap = places > 1 ? 1 : 0;
  for (std::size_t i = 0; i < rows; ++i)
    bands.push_back({lane.stripTop + context.dy + static_cast<double>(std::min(i, places - 1)) * height, height - gap});
  return bands;
}

bool executes(const ExecutionRow& row, CallId call, std::int64_t us) {
  const auto& executions = row.executions();
  auto item =
      std::partition_point(executions.begin(), executions.end(), [us](const Execution& e) { return e.startUs < us; });
  for (; item != executions.end() && item->startUs == us; ++item)
    if (item->call == call) return true;
  return false;
}

}  // namespace

std::pair<double, double> executionEdges(const Context& context, const LaneLayout& lane, CallId call,
                                         const Moment& started) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const std::vector<const ExecutionRow*> rows = variant.lanes()[lane.key.lane].strip();
  const std::vector<RowBand> bands = bandsOf(context, lane, rows.size());
  for (std::size_t i = 0; i < rows.size() && started.happened(); ++i)
    if (executes(*rows[i], call, variant.table().drawnAt(started).us))
      return {bands[i].top, bands[i].top + bands[i].height};
  return {lane.stripTop + context.dy, lane.stripTop + lane.stripHeight + context.dy};
}

void drawExecutions(const Context& context, const LaneLayout& lane) {
  const std::vector<const ExecutionRow*> rows = context.variant(lane.key.variant).lanes()[lane.key.lane].strip();
  const std::vector<RowBand> bands = bandsOf(context, lane, rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) drawRow(context, lane, *rows[i], bands[i]);
}

}  // namespace roundscope::ui::parts
