// The parts that a stage is built from. Only ui/stage includes this.
#pragma once

#include <vector>

#include "core/run/moment_state.h"
#include "core/run/passages.h"
#include "ui/drawing/canvas.h"
#include "ui/stage/stage_layout.h"
#include "ui/stage/stage_scene.h"

namespace roundscope::ui::parts {

/// One variant at the moment shown.
struct StageMoment {
  const Run& run;
  std::size_t variant = 0;
  Time time;
  MomentState state{};
  std::vector<Flight> flights{};
  std::vector<Passage> passages{};
  std::vector<std::uint8_t> hues{};  ///< of each pair's calls: that of the first one
};

struct StageContext {
  const StageMoment& moment;
  const StageLayout& layout;
  const StageView& view;
  Canvas& canvas;
  std::vector<StageHit>& hits;

  [[nodiscard]] const Run& run() const { return moment.run; }
  [[nodiscard]] const TextMeasure& text() const { return canvas.measure(); }
  [[nodiscard]] CanisterPair pair(std::size_t i) const { return run().whereabouts().pairs()[i]; }
  [[nodiscard]] std::uint8_t hue(std::size_t pair) const { return moment.hues[pair]; }
  /// Within a subnet messages go from queue to queue.
  [[nodiscard]] bool isLocal(CanisterPair pair) const {
    return run().scenario().canister(pair.caller).subnet == run().scenario().canister(pair.callee).subnet;
  }
  [[nodiscard]] bool isSelf(std::size_t i) const { return pair(i).caller == pair(i).callee; }
  void hit(const QRectF& rect, decltype(StageHit::what) what) const { hits.push_back({rect, moment.variant, what}); }
};

/// By pair.
[[nodiscard]] std::vector<std::uint8_t> huesOf(const Run& run);

void drawRooms(const StageContext& context);
/// A desk with its state, and the messages that lie in its queues.
void drawDesk(const StageContext& context, const DeskLayout& desk);
/// The ways between desks that the scenario's calls can take.
void drawWays(const StageContext& context);
/// Messages between subnets, and those that have just changed their place.
void drawTravellers(const StageContext& context);
/// The place of the selected call's message, and what is pointed at.
void drawPointed(const StageContext& context);
void drawStageLegend(const StageContext& context, const QRectF& rect);
/// Calls in flight over the time that is known, with the moment shown.
void drawScrubber(const StageContext& context, const QRectF& rect);

/// What a token stands for.
struct TokenKind {
  bool answer = false;
  bool marked = false;  ///< a request with a deadline, or a reject
  std::uint8_t hue = 0;
  bool quiet = false;  ///< of a canister's runtime to the canister itself
};
/// One message, or several as one bundle with their count; centred on a point. `height` of a single token.
QRectF drawToken(Canvas& canvas, QPointF centre, double height, const TokenKind& kind, std::int64_t count, bool solid);
/// "× 72".
[[nodiscard]] QString timesText(std::int64_t count);

}  // namespace roundscope::ui::parts
