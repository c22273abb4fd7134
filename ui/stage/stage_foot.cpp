// What stands around the desks: what is pointed at, the legend, and the line of time.
#include <algorithm>

#include "core/run/message_places.h"
#include "core/run/rounds.h"
#include "ui/drawing/axis.h"
#include "ui/drawing/pixels.h"
#include "ui/stage/stage_parts.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui::parts {

/// Where the selected call's message is, as the place that shows it: the last hit of its pair and station.
void drawPointed(const StageContext& context) {
  const auto ring = [&](const QRectF& rect, Role role) {
    context.canvas.add(RectShape{.rect = rect.adjusted(-2, -2, 2, 2),
                                 .fill = {Role::FocusBand},
                                 .border = Paint{role},
                                 .radius = 5,
                                 .borderPx = 2.2});
  };
  const auto& pointed = context.view.pointed;
  if (pointed && pointed->variant == context.moment.variant) ring(pointed->rect, Role::Hover);
  const auto& selected = context.view.selected;
  if (!selected || selected->variant != context.moment.variant) return;
  if (selected->call.value >= context.run().calls().calls().size()) return;
  const CallSpan& call = context.run().call(selected->call);
  const auto places = placesOf(context.run(), selected->call, context.moment.time);
  const std::optional<Station> station = places.answer ? places.answer : places.request;
  const std::size_t count = context.hits.size();
  for (std::size_t i = count; station && i-- > 0;) {
    const StageHit hit = context.hits[i];
    const auto* messages = std::get_if<MessagesHit>(&hit.what);
    if (messages == nullptr || hit.variant != context.moment.variant || messages->station != *station) continue;
    if (messages->pair != CanisterPair{call.caller, call.callee.canister}) continue;
    if (messages->sentIn &&
        *messages->sentIn !=
            call.at(holdsAnswers(*station) ? CallPoint::ResponseRouted : CallPoint::RequestRouted).round)
      continue;
    ring(hit.rect, Role::Selection);
    const QString words = QStringLiteral("call %1").arg(grouped(std::int64_t{selected->call.value}));
    const double width = context.text().width(words, FontRole::Strong);
    context.canvas.text(
        {hit.rect.center().x() - width / 2, hit.rect.top() - context.text().height(FontRole::Strong) - 2}, words,
        {Role::Text}, FontRole::Strong);
    return;
  }
}

void drawStageLegend(const StageContext& context, const QRectF& rect) {
  Canvas& canvas = context.canvas;
  const Run& run = context.run();
  double x = rect.left() + 10;
  const double height = context.text().height(FontRole::Normal) - 4;
  const double y = rect.center().y();
  const auto say = [&](const QString& words) {
    canvas.text({x, y - context.text().height(FontRole::Normal) / 2}, words, {Role::MutedText});
    x += context.text().width(words, FontRole::Normal) + 22;
  };
  const auto token = [&](const TokenKind& kind, const QString& words) {
    const double width = height * 1.8;
    drawToken(canvas, {x + width / 2, y}, height, kind, 1, true);
    x += width + 6;
    say(words);
  };
  const std::uint8_t hue = context.moment.hues.empty() ? std::uint8_t{0} : context.hue(0);
  // Only what the run has shown by now: what is still to come is no legend's business.
  bool bounded = false;
  for (const Canister& canister : run.scenario().canisters)
    for (const Method& method : canister.methods)
      for (const Step& step : method.steps)
        if (const auto* call = std::get_if<CallStep>(&step.action)) bounded = bounded || call->wait == Wait::Bounded;
  const OutcomeCounts counts = run.outcomes().countsUntil(static_cast<double>(context.moment.time.us));
  token({false, false, hue, false}, QStringLiteral("request"));
  if (bounded) token({false, true, hue, false}, QStringLiteral("request with a deadline"));
  token({true, false, hue, false}, QStringLiteral("reply"));
  const bool rejects = std::any_of(
      context.moment.state.messages.begin(), context.moment.state.messages.end(), [](const PairPlaces& places) {
        return std::any_of(kStations.begin(), kStations.end(),
                           [&](Station station) { return holdsAnswers(station) && places[station].marked > 0; });
      });
  if (rejects || counts.failed() > counts.of(CallOutcome::NotPerformed))
    token({true, true, hue, false}, QStringLiteral("reject"));
  if (counts.of(CallOutcome::NotPerformed) > 0) {
    canvas.add(IconShape{QRectF(x, y - height / 2, height, height), Mark::NotPerformed, {Role::Failure}});
    x += height + 6;
    say(QStringLiteral("not performed: never sent"));
  }
  say(QStringLiteral("within a round, positions show the order only"));
}

void drawScrubber(const StageContext& context, const QRectF& rect) {
  Canvas& canvas = context.canvas;
  const Run& run = context.run();
  const bool hidden = context.view.shared.answerHidden || context.view.shared.hideFuture;
  // While an answer is hidden the line ends at the cursor, so that its length tells nothing.
  const double cursor = static_cast<double>(context.moment.time.us);
  const double end = std::max({hidden ? cursor * 1.25 : static_cast<double>(endOfRounds(run).us), cursor,
                               static_cast<double>(shortestRound(run.scenario()).us)});
  const TimeAxis axis{.startUs = 0, .spanUs = end, .leftPx = rect.left() + 4, .widthPx = rect.width() - 8};
  const QRectF track(axis.leftPx, rect.top() + 14, axis.widthPx, rect.height() - 18);
  canvas.add(RectShape{.rect = track, .fill = {Role::Background}, .radius = 4});
  context.hit(rect, ScrubberHit{0, end});
  const StepCurve& curve = run.inFlight().all();
  const double last = hidden ? cursor : end;
  const std::vector<double> pixels = pixelsOf(axis, xOf(axis, last));
  const std::vector<double> bounds = boundsOf(axis, pixels);
  const auto stretches = curve.stretches(bounds);
  const auto peak = static_cast<double>(std::max(1, curve.peakUntil(last).value));
  AreaShape area;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const double y = track.bottom() - (track.height() - 3) * stretches[i].extremes.high / peak;
    area.points.emplace_back(pixels[i], y);
    area.points.emplace_back(pixels[i] + 1, y);
  }
  area.edgePoints = area.points.size();
  if (!area.points.empty()) {
    const std::uint8_t hue = context.moment.hues.empty() ? std::uint8_t{0} : context.hue(0);
    area.points.emplace_back(area.points.back().x(), track.bottom());
    area.points.emplace_back(area.points.front().x(), track.bottom());
    area.fill = {Role::OverlapFill, hue};
    area.line = Paint{Role::OverlapLine, hue};
    canvas.add(std::move(area));
  }
  canvas.text({rect.left() + 6, rect.top() - 1}, QStringLiteral("calls in flight"), {Role::MutedText});
  const double x = xOf(axis, cursor);
  canvas.add(LineShape{QLineF(x, rect.top() + 6, x, rect.bottom()), {Role::Cursor}, 2});
  canvas.add(IconShape{QRectF(x - 6, rect.top() + 4, 12, 9), Mark::Handle, {Role::Cursor}});
}

}  // namespace roundscope::ui::parts
