// Attempts that were refused take no time: each is a mark at its instant. Marks of one round that would touch are one,
// with their number beside; where rounds are narrower than a mark, those of several are.
#include <algorithm>

#include "core/protocol/not_performed.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// What fell short, where all the run's refusals are of one kind; else that they were not performed.
QString reasonOf(const VariantIndex& variant) {
  const FailureReasons& reasons = variant.run().outcomes().reasons();
  std::optional<NotPerformedReason> only;
  for (std::size_t i = 0; i < kNotPerformedReasonCount; ++i) {
    const auto reason = static_cast<NotPerformedReason>(i);
    if (reasons.of(reason) == 0) continue;
    if (only) return textOf(nameOf(CallOutcome::NotPerformed));
    only = reason;
  }
  if (!only) return textOf(nameOf(CallOutcome::NotPerformed));
  return *only == NotPerformedReason::Slots ? QStringLiteral("no slot") : textOf(nameOf(*only));
}

/// When the round of a subnet ends that contains a moment.
double endOfRound(const Subnet& subnet, double us) {
  const auto interval = static_cast<double>(std::max<std::int64_t>(1, subnet.blockInterval.us));
  const auto phase = static_cast<double>(subnet.phase.us);
  return (std::floor((us - phase) / interval) + 1) * interval + phase;
}

/// Attempts that are one mark.
struct Refusals {
  double x = 0;
  CallId first;
  std::uint32_t count = 0;
  bool differ = false;  ///< any of them from its counterpart
};

bool anyDiffers(const Context& context, const LaneLayout& lane, const CallTimes& refused, std::uint32_t first,
                std::uint32_t last) {
  const std::size_t v = lane.key.variant;
  if (!mayDiffer(context, v, refused.at(first).call, refused.at(last - 1).call)) return false;
  for (std::uint32_t i = first; i < last; ++i)
    if (toldDifference(context, v, refused.at(i).call) != nullptr) return true;
  return false;
}

double markPx(const LaneLayout& lane) { return std::min(lane.refusedHeight, kRefusalMarkPx); }

/// Those in view, as far as they are known.
template <class Take>
void forRefusals(const Context& context, const LaneLayout& lane, Take&& take) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const Lane& data = variant.lanes()[lane.key.lane];
  const Subnet& subnet = variant.scenario().subnet(data.subnet);
  const CallTimes& refused = variant.outcomesOf(data).notPerformed();
  const TimeAxis& axis = context.view.axis;
  const double size = markPx(lane);
  const double until = std::min(axis.lastUs(), context.knownUs());
  const auto usOf = [&](std::uint32_t i) { return static_cast<double>(refused.at(i).us); };
  const auto firstFrom = [&](std::uint32_t from, double us) {
    return refused.partitionPoint(from, [us](std::int64_t at) { return static_cast<double>(at) < us; });
  };
  std::uint32_t attempt = firstFrom(0, axis.firstUs());
  while (attempt < refused.size() && usOf(attempt) <= until) {
    const std::uint32_t first = attempt;
    const double x = xOf(axis, usOf(first));
    const double roundEnd = endOfRound(subnet, usOf(first));
    // All of its round that follow without a gap that can be seen, and whatever its own mark would cover.
    attempt = firstFrom(first + 1, std::min(until + 1, usAt(axis, x + size)));
    while (attempt < refused.size() && usOf(attempt) < roundEnd && usOf(attempt) <= until &&
           xOf(axis, usOf(attempt)) <= xOf(axis, usOf(attempt - 1)) + size)
      attempt = firstFrom(attempt + 1, std::min(roundEnd, usAt(axis, xOf(axis, usOf(attempt)) + size)));
    take(Refusals{x, refused.at(first).call, attempt - first, anyDiffers(context, lane, refused, first, attempt)});
  }
}

}  // namespace

void drawRefused(const Context& context, const LaneLayout& lane) {
  if (lane.refusedHeight <= 0) return;
  const double size = markPx(lane);
  const double top = lane.refusedTop + context.dy + (lane.refusedHeight - size) / 2;
  forRefusals(context, lane, [&](const Refusals& refusals) {
    const QRectF box(refusals.x - size / 2, top, size, size);
    context.canvas.add(IconShape{box, Mark::NotPerformed, {Role::Failure}});
    context.canvas.reserve(box);  // the number of the mark before stands not over it
    if (refusals.differ) drawDifferenceEdge(context, box);
    context.canvas.clippedHit(box, hitOf(lane.key, refusals.first, refusals.count > 1));
  });
}

void drawRefusedTexts(const Context& context, const LaneLayout& lane) {
  if (lane.refusedHeight <= 0) return;
  const double line = context.canvas.measure().height(FontRole::Normal);
  const QString reason = reasonOf(context.variant(lane.key.variant));
  const double top = lane.refusedTop + context.dy + (lane.refusedHeight - line) / 2;
  forRefusals(context, lane, [&](const Refusals& refusals) {
    const QString count = grouped(refusals.count);
    const QPointF at(refusals.x + markPx(lane) / 2 + 3, top);
    if (!context.canvas.text(at, count + QLatin1Char(' ') + reason, {Role::FailureText}) && refusals.count > 1)
      context.canvas.text(at, count, {Role::FailureText});
  });
}

}  // namespace roundscope::ui::parts
