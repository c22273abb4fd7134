// A fan-out too wide for rows: one block. Its height is the number of calls in flight, its layers are their phases;
// failing answers lie on top, hatched.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/drawing/phase_style.h"
#include "ui/drawing/pixels.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// From the bottom: the phases, and calls whose answer is a failure.
constexpr std::size_t kFailing = kPhaseCount;
constexpr std::size_t kBandCount = kPhaseCount + 1;
/// Widths of a round from which phases, and their hatching, can be told apart.
constexpr double kPhasesFromPx = 12;
constexpr double kHatchedFromPx = 24;
constexpr double kLeastFailurePx = 6;
using Bands = std::array<double, kBandCount>;

using Counts = std::vector<std::size_t>;

double difference(std::size_t more, std::size_t less) { return static_cast<double>(more) - static_cast<double>(less); }

/// The bands of all pixels; pixel i lies from moment i of `bounds` to the next. Each list of the run is asked once for
/// all of them.
using Columns = std::vector<Bands>;

/// Each phase at the end of a pixel.
void addPhases(Columns& columns, const CanisterOutcomes& calls, const std::vector<double>& bounds) {
  Counts reached = calls.reached.front().countsUntil(bounds);
  for (std::size_t point = 0; point + 1 < kCallPointCount; ++point) {
    Counts next =
        point + 1 < calls.reached.size() ? calls.reached[point + 1].countsUntil(bounds) : calls.leftUntil(bounds);
    const auto phase = static_cast<std::size_t>(phaseAfter(static_cast<CallPoint>(point)));
    for (std::size_t i = 0; i < columns.size(); ++i)
      columns[i][phase] += std::max(0.0, difference(reached[i + 1], next[i + 1]));
    reached.swap(next);
  }
  const Counts suspended = calls.suspended.countsUntil(bounds);
  const Counts resumed = calls.resumed.countsUntil(bounds);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double awaiting = difference(suspended[i + 1], resumed[i + 1]);
    columns[i][static_cast<std::size_t>(Phase::Awaiting)] = awaiting;
    double& executing = columns[i][static_cast<std::size_t>(Phase::Executing)];
    executing = std::max(0.0, executing - awaiting);
  }
}

/// What failed within a pixel is counted, too, however short it was to be seen.
void addFailures(Columns& columns, const CanisterOutcomes& calls, const std::vector<double>& bounds) {
  const Counts failing = calls.failing.countsUntil(bounds);
  const Counts failed = calls.failedUntil(bounds);
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i][kFailing] = difference(failing[i + 1], failed[i]);
}

/// Where a round is too narrow for phases to be told apart, only the number in flight is shown: the most that was in
/// flight at any time within the pixel, so that what comes and goes every round is a band.
void addMergedPhases(Columns& columns, const VariantIndex& variant, CanisterId caller,
                     const std::vector<double>& bounds) {
  std::vector<double> most(columns.size(), 0);
  for (const auto& [ids, pair] : variant.run().inFlight().pairs()) {
    if (pair.caller != caller) continue;
    const std::vector<StepCurve::Stretch> stretches = pair.curve.stretches(bounds);
    for (std::size_t i = 0; i < most.size(); ++i) most[i] += stretches[i].extremes.high;
  }
  for (std::size_t i = 0; i < columns.size(); ++i)
    columns[i][static_cast<std::size_t>(Phase::Inbound)] = std::max(0.0, most[i] - columns[i][kFailing]);
}

/// What the height of a lane's block stands for. Before an answer is told it grows with what is known.
double peakOf(const Context& context, const VariantIndex& variant, const Lane& lane) {
  const auto all = static_cast<double>(std::max<std::int64_t>(1, lane.peakDrawn));
  if (!context.hidesFuture()) return all;
  double known = 0;
  for (const auto& [ids, pair] : variant.run().inFlight().pairs())
    if (pair.caller == lane.canister) known += pair.curve.peakUntil(context.knownUs()).value;
  return std::clamp(known, 1.0, all);
}

PhaseStyle styleOfBand(std::size_t band) {
  if (band >= kFailing) return {Role::FailureFill, Hatch::Dense};
  return styleOf(static_cast<Phase>(band));
}

CallOutcome mostFrequentFailure(const OutcomeCounts& counts) {
  CallOutcome most = kFailures.front();
  for (const CallOutcome outcome : kFailures)
    if (counts.of(outcome) > counts.of(most)) most = outcome;
  return most;
}

/// Areas from the first of these pixels with a value to the last, one for each stretch.
void addArea(const Context& context, std::size_t band, std::uint8_t hue, std::pair<std::size_t, std::size_t> pixels,
             const std::vector<double>& xs, const std::vector<double>& low, const std::vector<double>& high,
             bool hatched) {
  const PhaseStyle style = styleOfBand(band);
  std::size_t i = pixels.first;
  while (i < pixels.second) {
    if (high[i] - low[i] > -0.05) {  // y grows downward: nothing here
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < pixels.second && high[end] - low[end] <= -0.05) ++end;
    AreaShape area;
    area.fill = {style.role, hue};
    // Without hatching queues and failures are told apart from the background by a stronger tone.
    if (!hatched && band >= kFailing) area.fill.role = Role::Failure;
    const bool waitsOrComes =
        (style.hatch != Hatch::None && style.role != Role::Awaiting) || style.role == Role::Inbound;
    if (!hatched && band < kFailing && waitsOrComes) area.fill.role = Role::MergedBar;
    for (std::size_t k = i; k < end; ++k) {
      area.points.emplace_back(xs[k], high[k]);
      area.points.emplace_back(xs[k] + 1, high[k]);
    }
    area.edgePoints = area.points.size();
    for (std::size_t k = end; k-- > i;) {
      area.points.emplace_back(xs[k] + 1, low[k]);
      area.points.emplace_back(xs[k], low[k]);
    }
    if (hatched && style.hatch != Hatch::None) {
      area.hatch = style.hatch;
      area.hatchPaint = band >= kFailing ? Paint{Role::Failure} : Paint{Role::HatchLine, hue};
      if (band >= kFailing) area.line = Paint{Role::Failure};
    }
    context.canvas.add(std::move(area));
    i = end;
  }
}

}  // namespace

double batchTopAt(const Context& context, const LaneLayout& lane, double us) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const Lane& data = variant.lanes()[lane.key.lane];
  double inFlight = 0;
  for (const auto& [ids, pair] : variant.run().inFlight().pairs())
    if (pair.caller == data.canister) inFlight += pair.curve.valueAt(us);
  const double share = std::min(1.0, inFlight / peakOf(context, variant, data));
  return lane.callsTop + lane.callsHeight * (1 - share) + context.dy;
}

void drawBatch(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const Lane& data = variant.lanes()[lane.key.lane];
  const Subnet& subnet = variant.scenario().subnet(data.subnet);
  const TimeAxis& axis = context.view.axis;
  const std::uint8_t hue = variant.hueOf(data);
  const double bottom = lane.callsTop + lane.callsHeight + context.dy;
  const double scale = lane.callsHeight / peakOf(context, variant, data);

  const std::vector<double> xs = pixelsOf(axis, axis.rightPx());
  const std::vector<double> bounds = boundsOf(axis, xs);
  const double roundPx = axis.widthPx / axis.spanUs * static_cast<double>(subnet.blockInterval.us);
  Columns columns(xs.size());
  const CanisterOutcomes& calls = variant.outcomesOf(data);
  addFailures(columns, calls, bounds);
  if (roundPx < kPhasesFromPx)
    addMergedPhases(columns, variant, data.canister, bounds);
  else
    addPhases(columns, calls, bounds);

  std::array<std::vector<double>, kBandCount + 1> edges;
  double right = axis.leftPx;
  const double ceiling = bottom - lane.callsHeight;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    const Bands& bands = columns[i];
    double y = bottom;
    edges[0].push_back(y);
    for (std::size_t band = 0; band < kBandCount; ++band) {
      double height = bands[band] * scale;
      if (band >= kFailing && bands[band] > 0) {
        height = std::max(height, kLeastFailurePx);
        y = edges[band].back() = std::max(y, std::min(bottom, ceiling + height));  // a full block makes room for it
      }
      y = std::max(ceiling, y - height);
      edges[band + 1].push_back(y);
    }
    if (y < bottom) right = xs[i] + 1;
  }
  // On a block of few pixels hatching would only be noise.
  const bool hatched = roundPx >= kHatchedFromPx;
  // Whatever is drawn at a time within the focus is a call that it overlaps; the rest is not the topic.
  std::vector<double> parts{axis.leftPx, axis.rightPx() + 1};
  if (const Focus* focus = context.focusIn(lane.key.variant))
    parts = {axis.leftPx, xOf(axis, focus->startUs) - 1, xOf(axis, focus->endUs) + 1, axis.rightPx() + 1};
  for (std::size_t part = 0; part + 1 < parts.size(); ++part) {
    const auto place = [&](double x) {
      return static_cast<std::size_t>(std::lower_bound(xs.begin(), xs.end(), x) - xs.begin());
    };
    const bool topic = parts.size() == 2 || part == 1;
    for (std::size_t band = 0; band < kBandCount; ++band)
      addArea(context, band, topic ? hue : kGreyHue, {place(parts[part]), place(parts[part + 1])}, xs, edges[band],
              edges[band + 1], hatched);
  }
  for (std::size_t i = 0; hatched && i + 1 < xs.size(); ++i) {
    const double top = edges[kBandCount][i];
    const double next = edges[kBandCount][i + 1];
    if (top >= bottom && next >= bottom) continue;
    // Adjacent pixels of the same height share one line.
    std::size_t end = i + 1;
    while (end + 1 < xs.size() && std::abs(edges[kBandCount][end] - top) < 0.05 &&
           (edges[kBandCount][end] < bottom) == (top < bottom))  // a single call of many is no higher than none
      ++end;
    if (top < bottom) context.canvas.add(LineShape{QLineF(xs[i], top, xs[end], top), {Role::BarBorder, hue}});
    if (std::abs(edges[kBandCount][end] - top) >= 0.05)
      context.canvas.add(LineShape{QLineF(xs[end], top, xs[end], edges[kBandCount][end]), {Role::BarBorder, hue}});
    i = end - 1;
  }
  const QRectF block(axis.leftPx, lane.callsTop + context.dy, std::max(0.0, right - axis.leftPx), lane.callsHeight);
  if (!data.rows.empty()) context.canvas.clippedHit(block, CallsHit{lane.key, data.rows[0].items[0].call});
}

void drawBatchPath(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  if (!variant.knowsPath() || variant.path().criticalOf.empty()) return;
  const std::vector<CallId>& calls = variant.path().criticalOf[lane.key.lane];
  const TimeAxis& axis = context.view.axis;
  const double middle = lane.callsTop + lane.callsHeight / 2 + context.dy;
  const auto usOf = [&](CallId id, CallPoint point) {
    return static_cast<double>(variant.table().drawnAt(variant.call(id).at(point)).us);
  };
  const auto endsUs = [&](CallId id) {
    const bool ended = variant.call(id).at(CallPoint::Completed).happened();
    return ended ? usOf(id, CallPoint::Completed) : static_cast<double>(variant.frontierUs());
  };
  // In the order of their numbers calls were performed, too.
  const auto firstFrom = [&](std::vector<CallId>::const_iterator from, double us) {
    return std::partition_point(from, calls.end(), [&](CallId id) { return usOf(id, CallPoint::Performed) < us; });
  };
  auto call = firstFrom(calls.begin(), axis.firstUs());
  while (call != calls.begin() && endsUs(*(call - 1)) >= axis.firstUs()) --call;
  while (call != calls.end() && usOf(*call, CallPoint::Performed) <= axis.lastUs()) {
    // Those performed within a pixel look like one.
    const double x0 = std::max(axis.leftPx - 4, xOf(axis, usOf(*call, CallPoint::Performed)));
    const auto next = std::max(call + 1, firstFrom(call, usAt(axis, x0 + 1)));
    const double x1 = std::min(axis.rightPx() + 4, xOf(axis, std::max(endsUs(*call), endsUs(*(next - 1)))));
    context.canvas.add(RectShape{QRectF(x0, middle - 2, std::max(1.0, x1 - x0), 4), {Role::Critical}, {}});
    call = next;
  }
}

namespace {

/// More texts than these could not be read beside each other.
constexpr std::ptrdiff_t kMostBatchTexts = 100;

/// How such calls stood, beside the first of them.
void drawBatchText(const Context& context, const LaneLayout& lane, const OutcomeCounts& counts, const QString& differs,
                   std::int64_t startUs) {
  if (counts.attempted == 0) return;
  const TimeAxis& axis = context.view.axis;
  Canvas& canvas = context.canvas;
  const double y = lane.headerTop + context.dy;
  const QString words = outcomeText(counts) + differs;
  const double width = canvas.measure().width(words, FontRole::Normal);
  const double icon = counts.failed() > 0 ? lane.headerHeight - 2 : 0;
  const double begins = xOf(axis, static_cast<double>(startUs));
  const double x = std::clamp(begins, axis.leftPx + 4, std::max(axis.leftPx + 4, axis.rightPx() - width - icon - 6));
  if (!canvas.text({x + (icon > 0 ? icon + 4 : 0), y}, words, {counts.failed() > 0 ? Role::FailureText : Role::Text},
                   FontRole::Strong) &&
      !canvas.text({x + (icon > 0 ? icon + 4 : 0), y}, callsText(counts.attempted), {Role::Text}, FontRole::Strong))
    return;
  if (icon <= 0) return;
  canvas.add(IconShape{QRectF(x, y + 1, icon, icon), markOf(mostFrequentFailure(counts)), {Role::Failure}});
}

}  // namespace

void drawBatchTexts(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const Lane& data = variant.lanes()[lane.key.lane];
  const TimeAxis& axis = context.view.axis;
  // The batches that begin in view, and the one before, which may go on.
  const auto firstFrom = [&](double us) {
    return std::partition_point(data.batchStarts.begin(), data.batchStarts.end(),
                                [us](const auto& start) { return static_cast<double>(start.first) < us; });
  };
  auto first = firstFrom(axis.firstUs());
  const auto end = firstFrom(axis.lastUs() + 1);
  // The last one before, where its calls go on into the view.
  const auto before = variant.run().inFlight().all().valueAt(axis.firstUs());
  if (first != data.batchStarts.begin() && before > 0) --first;
  if (end - first > kMostBatchTexts)
    return drawBatchText(context, lane, variant.outcomesOf(data).countsUntil(context.knownUs()), {}, first->first);
  for (; first < end; ++first)
    drawBatchText(context, lane, data.batches[first->second].log.countsUntil(context.knownUs()),
                  batchDifference(context, lane.key.variant, data.batches[first->second]), first->first);
}

}  // namespace roundscope::ui::parts
