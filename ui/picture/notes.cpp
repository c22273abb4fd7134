// A note's point comes from the picture itself: the hit area of what it is about. Its text goes to the nearest place
// that covers no other text and as few shapes as can be. See notes.h.
#include "ui/picture/notes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>
#include <optional>

#include "core/run/milestones.h"
#include "ui/picture/paper.h"
#include "ui/text.h"

namespace roundscope::ui {

namespace {

/// A moment of a variant, and the call or the lane that it is about.
struct Place {
  std::size_t variant = 0;
  std::optional<double> us;
  std::optional<CallId> call;
  std::optional<std::size_t> lane;        ///< absent: the whole variant
  std::optional<std::size_t> variable{};  ///< its place among the lane's step lines
  bool lock = false;                      ///< the span for which one is held
};

constexpr std::int64_t kBeforeAll = -1;

std::optional<Place> placeOf(std::size_t variant, const Run& run, const std::optional<CallAt>& found) {
  if (!found) return std::nullopt;
  return Place{variant, static_cast<double>(found->us), found->call, run.call(found->call).caller.value};
}

/// The last entry of these lists, one a canister.
template <class ListOf>
std::optional<CallAt> lastOf(const Run& run, ListOf&& listOf) {
  std::optional<CallAt> last;
  for (const CanisterOutcomes& outcomes : run.outcomes().canisters()) {
    const CallTimes& times = listOf(outcomes);
    if (!times.empty()) last = std::max(last, std::optional(times.at(times.size() - 1)));
  }
  return last;
}

std::optional<CallAt> lastReply(const Run& run) {
  return lastOf(run, [](const CanisterOutcomes& outcomes) -> const CallTimes& { return outcomes.replied; });
}

std::optional<CallAt> lastRefusal(const Run& run) {
  return lastOf(run, [](const CanisterOutcomes& outcomes) -> const CallTimes& { return outcomes.notPerformed(); });
}

std::optional<std::size_t> laneNamed(const Scenario& scenario, const std::string& id) {
  for (std::size_t i = 0; i < scenario.canisters.size(); ++i)
    if (scenario.canisters[i].id == id) return i;
  return std::nullopt;
}

/// When a lock was first held.
std::optional<Place> placeOfLock(std::size_t variant, const Run& run, std::size_t lane, VariableId lock) {
  const CanisterId canister{static_cast<decltype(CanisterId{}.value)>(lane)};
  for (const std::vector<LockSpan>& spans : run.state().locks(canister))
    if (!spans.empty() && spans.front().lock == lock) {
      Place place{variant, static_cast<double>(spans.front().startUs), std::nullopt, lane};
      place.lock = true;
      return place;
    }
  return std::nullopt;
}

/// The moment at which a variable got the value that it keeps.
std::optional<Place> placeOfVariable(std::size_t variant, const Run& run, const FigureTarget& target) {
  const auto lane = laneNamed(run.scenario(), target.canister);
  if (!lane) return std::nullopt;
  const auto& variables = run.scenario().canisters[*lane].variables;
  const CanisterId canister{static_cast<decltype(CanisterId{}.value)>(*lane)};
  std::size_t lines = 0;
  for (std::uint16_t i = 0; i < variables.size(); ++i) {
    if (variables[i].isLock && variables[i].name == target.variable)
      return placeOfLock(variant, run, *lane, VariableId{i});
    if (variables[i].isLock) continue;
    const VariableChanges& changes = run.state().changes(canister, VariableId{i});
    if (variables[i].name == target.variable && !changes.times().empty())
      return Place{variant, static_cast<double>(changes.times().back()), std::nullopt, lane, lines};
    if (changes.low < changes.high) ++lines;
  }
  return std::nullopt;
}

std::optional<Place> find(const FigureTarget& target, std::size_t v, const VariantIndex& variant,
                          const AxisScale& scale) {
  const Run& run = variant.run();
  switch (target.kind) {
    case TargetKind::Call: {
      const CallId id{target.number};
      if (!variant.knows(id)) return std::nullopt;
      const CallSpan& call = run.call(id);
      const Moment attempted = call.at(CallPoint::Performed);
      return Place{v, static_cast<double>(variant.table().drawnAt(attempted).us), id, call.caller.value};
    }
    case TargetKind::Round:
      return Place{v, static_cast<double>(scale.phase.us + target.number * scale.interval.us), {}, {}};
    case TargetKind::Canister:
      if (const auto lane = laneNamed(run.scenario(), target.canister)) return Place{v, {}, {}, lane};
      return std::nullopt;
    case TargetKind::Variable:
      return placeOfVariable(v, run, target);
    case TargetKind::FirstRefusal:
      return placeOf(v, run, refusalAfter(run, kBeforeAll));
    case TargetKind::LastRefusal:
      return placeOf(v, run, lastRefusal(run));
    case TargetKind::FirstFailure:
      return placeOf(v, run, failureAfter(run, {kBeforeAll, {}}));
    case TargetKind::LastFailure:
      return placeOf(v, run, failureBefore(run, {std::numeric_limits<std::int64_t>::max(), {}}));
    case TargetKind::FirstReply:
      return placeOf(v, run, replyAfter(run, kBeforeAll));
    case TargetKind::LastReply:
      return placeOf(v, run, lastReply(run));
    case TargetKind::End:
      return Place{v, static_cast<double>(variant.frontierUs()), {}, {}};
  }
  return std::nullopt;
}

/// The first variant, of those that the target may mean, that has it.
std::optional<Place> find(const FigureTarget& target, const NotePage& page) {
  for (std::size_t v = 0; v < page.index.variants().size(); ++v) {
    const VariantIndex& variant = page.index.variants()[v];
    if (!target.variant.empty() && variant.scenario().variant != target.variant) continue;
    if (page.leftOut.contains(v)) continue;
    if (const auto place = find(target, v, variant, page.scale)) return place;
  }
  return std::nullopt;
}

/// What the picture shows of a place.
class Finder {
 public:
  Finder(const Scene& scene, const NotePage& page) : m_scene(scene), m_page(page) {}

  /// The lanes of the variant, across the page.
  [[nodiscard]] QRectF roomOf(std::size_t variant) const {
    const QRectF lanes = variantRect(variant).value_or(m_page.body);
    return {m_page.body.left(), lanes.top(), m_page.body.width(), lanes.height()};
  }
  /// What the arrow points to: a bar or a mark, or a point; absent where the picture does not show it.
  [[nodiscard]] std::optional<QRectF> targetOf(const Place& place) const {
    const std::optional<QRectF> lane = place.lane ? laneRect({place.variant, *place.lane}) : variantRect(place.variant);
    if (!lane) return std::nullopt;
    if (place.call) {
      if (const auto bar = callRect(place)) return bar;
    }
    const TimeAxis axis = m_page.axisOf(place.variant);
    // Right behind the canister's name.
    if (!place.us) return QRectF(axis.leftPx - 2, lane->top() + m_page.text.height(FontRole::Normal) / 2 + 2, 0, 0);
    const double x = xOf(axis, *place.us);
    if (x < axis.leftPx - 1 || x > axis.rightPx() + 1) return std::nullopt;
    if (place.lock) return spanAt(x, *lane);
    return QRectF(x, place.variable ? stepLineAt(x, *place.variable, *lane) : lane->center().y(), 0, 0);
  }

 private:
  /// The drawn span of a lock that begins there.
  [[nodiscard]] std::optional<QRectF> spanAt(double x, const QRectF& lane) const {
    for (const Layer& layer : m_scene.layers)
      for (const Shape& shape : layer.shapes) {
        const auto* rect = std::get_if<RectShape>(&shape);
        if (rect != nullptr && rect->fill.role == Role::LockSpan && lane.contains(rect->rect.center()) &&
            rect->rect.left() <= x + 2 && x <= rect->rect.right())
          return rect->rect;
      }
    return std::nullopt;
  }

  /// The height of one of the lane's step lines, counted from above.
  [[nodiscard]] double stepLineAt(double x, std::size_t number, const QRectF& lane) const {
    std::vector<double> heights;
    for (const Layer& layer : m_scene.layers)
      for (const Shape& shape : layer.shapes) {
        const auto* line = std::get_if<StrokeShape>(&shape);
        if (line == nullptr || line->paint.role != Role::Variable || !lane.contains(line->points.front())) continue;
        const auto after = std::find_if(line->points.begin(), line->points.end(), [x](QPointF p) { return p.x() > x; });
        if (line->points.front().x() <= x + 1 && after != line->points.begin()) heights.push_back((after - 1)->y());
      }
    std::sort(heights.begin(), heights.end());
    return heights.empty() ? lane.bottom() - 6 : heights[std::min(number, heights.size() - 1)];
  }

  /// The bar or mark of the call itself, else the one of several that it is drawn in.
  [[nodiscard]] std::optional<QRectF> callRect(const Place& place) const {
    const CallHit own{{place.variant, *place.call}};
    std::optional<QRectF> several;
    for (const HitArea& area : m_scene.hits) {
      if (const auto* hit = std::get_if<CallHit>(&area.hit); hit != nullptr && *hit == own) return area.rect;
      const auto* calls = std::get_if<CallsHit>(&area.hit);
      if (calls == nullptr || calls->lane != LaneKey{place.variant, *place.lane}) continue;
      const double x = xOf(m_page.axisOf(place.variant), *place.us);
      if (area.rect.left() - 1 <= x && x <= area.rect.right() + 1)
        several = QRectF(std::clamp(x, area.rect.left(), area.rect.right()), area.rect.top(), 0, area.rect.height());
    }
    return several;
  }

  [[nodiscard]] std::optional<QRectF> laneRect(LaneKey lane) const {
    std::optional<QRectF> all;
    for (const HitArea& area : m_scene.hits)
      if (const auto* hit = std::get_if<LaneHit>(&area.hit); hit != nullptr && hit->lane == lane)
        all = all ? all->united(area.rect) : area.rect;
    return all;
  }

  [[nodiscard]] std::optional<QRectF> variantRect(std::size_t variant) const {
    std::optional<QRectF> all;
    for (const HitArea& area : m_scene.hits)
      if (const auto* hit = std::get_if<LaneHit>(&area.hit); hit != nullptr && hit->lane.variant == variant)
        all = all ? all->united(area.rect) : area.rect;
    return all;
  }

  const Scene& m_scene;
  const NotePage& m_page;
};

/// Whether a note may lie on it: headings and rulers are no place for one.
bool isGround(Role role) {
  return role == Role::Exposed || (isPaper(role) && role != Role::Heading && role != Role::Ruler);
}

bool isGrid(Role role) { return role == Role::RoundLine || role == Role::RoundLineMajor || role == Role::Divider; }

/// What is drawn already: how much of it a box would cover.
class Ground {
 public:
  explicit Ground(const Scene& scene) {
    for (const Layer& layer : scene.layers)
      for (const Shape& shape : layer.shapes) add(shape, layer.clip);
  }

  [[nodiscard]] bool coversText(const QRectF& box) const {
    return std::any_of(m_texts.begin(), m_texts.end(), [&](const QRectF& text) { return text.intersects(box); });
  }
  /// In square pixels.
  [[nodiscard]] double covered(const QRectF& box) const {
    double area = 0;
    for (const QRectF& shape : m_shapes) {
      const QRectF both = shape.intersected(box);
      area += std::max(0.0, both.width()) * std::max(0.0, both.height());
    }
    return area;
  }
  [[nodiscard]] bool crossesText(const QLineF& line) const {
    for (double at = 0.1; at < 0.95; at += 0.1) {
      const QPointF point = line.pointAt(at);
      for (const QRectF& text : m_texts)
        if (text.contains(point)) return true;
    }
    return false;
  }
  void reserve(const QRectF& box) { m_texts.push_back(box); }

 private:
  void add(const Shape& shape, const QRectF& clip) {
    if (const auto* text = std::get_if<TextShape>(&shape)) {
      m_texts.push_back(text->box.adjusted(-3, -1, 3, 1));
    } else if (const auto* rect = std::get_if<RectShape>(&shape)) {
      if (!isGround(rect->fill.role)) m_shapes.push_back(rect->rect.intersected(clip));
    } else if (const auto* icon = std::get_if<IconShape>(&shape)) {
      m_shapes.push_back(icon->box);
    } else if (const auto* area = std::get_if<AreaShape>(&shape)) {
      m_shapes.push_back(QPolygonF(QList<QPointF>(area->points.begin(), area->points.end())).boundingRect());
    } else if (const auto* line = std::get_if<LineShape>(&shape)) {
      if (isGrid(line->paint.role)) return;
      constexpr double kEveryPx = 6;
      const double steps = std::max(1.0, line->line.length() / kEveryPx);
      for (double at = 0; at <= steps; ++at)
        m_shapes.push_back(QRectF(line->line.pointAt(at / steps) - QPointF(2, 2), QSizeF(4, 4)).intersected(clip));
    } else if (const auto* stroke = std::get_if<StrokeShape>(&shape)) {
      for (std::size_t i = 0; i + 1 < stroke->points.size(); ++i)
        m_shapes.push_back(
            QRectF(stroke->points[i], stroke->points[i + 1]).normalized().adjusted(-1, -1, 1, 1).intersected(clip));
    }
  }

  std::vector<QRectF> m_texts, m_shapes;
};

/// The nearest point of a box.
QPointF nearest(const QRectF& box, QPointF to) {
  return {std::clamp(to.x(), box.left(), box.right()), std::clamp(to.y(), box.top(), box.bottom())};
}

/// From the box to the nearest point of what it is about.
QLineF leaderOf(const QRectF& box, const QRectF& target) {
  const QPointF point = nearest(target, box.center());
  return {nearest(box, point), point};
}

std::optional<QRectF> roomFor(QSizeF size, const QRectF& target, const QRectF& within, const QRectF& own,
                              const Ground& ground) {
  constexpr double kElsewhere = 300;  // in another variant a note would seem to be about that one
  constexpr int kDirections = 24;
  std::optional<QRectF> best;
  double least = std::numeric_limits<double>::max();
  for (double distance = 14; distance < 260; distance += 10)
    for (int i = 0; i < kDirections; ++i) {
      const double angle = 2 * std::numbers::pi * i / kDirections;
      const QPointF way(std::cos(angle), std::sin(angle));
      // The box touches the circle from outside.
      const QPointF edge = target.center() + QPointF(way.x() * target.width() / 2, way.y() * target.height() / 2);
      const QPointF centre = edge + way * distance + QPointF(way.x() * size.width() / 2, way.y() * size.height() / 2);
      const QRectF box(centre - QPointF(size.width(), size.height()) / 2, size);
      if (!within.contains(box) || ground.coversText(box)) continue;
      const QLineF leader = leaderOf(box, target);
      if (box.adjusted(-6, -6, 6, 6).intersects(target)) continue;  // there is room for the arrow
      const double cost = distance + ground.covered(box) * 0.5 + (ground.crossesText(leader) ? 400 : 0) +
                          (own.adjusted(0, -8, 0, 8).contains(box) ? 0 : kElsewhere);
      if (cost >= least) continue;
      least = cost;
      best = box;
    }
  return best;
}

QStringList linesOf(const QString& words, const TextMeasure& text) {
  constexpr double kWidest = 210;
  QStringList lines;
  for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    if (!lines.isEmpty() && text.width(lines.back() + QLatin1Char(' ') + word, FontRole::Normal) <= kWidest)
      lines.back() += QLatin1Char(' ') + word;
    else
      lines << word;
  }
  return lines;
}

void draw(const QStringList& lines, const QRectF& box, const QRectF& target, const TextMeasure& text, Layer& layer) {
  layer.shapes.push_back(RectShape{box, {Role::Background}, Paint{Role::Marker}, Hatch::None, {}, 2});
  LineShape leader{leaderOf(box, target), {Role::Marker}, 1.2};
  leader.arrow = true;
  layer.shapes.push_back(leader);
  double y = box.top() + 2;
  for (const QString& line : lines) {
    layer.shapes.push_back(
        TextShape{QRectF(box.left() + 4, y, text.width(line, FontRole::Normal), text.height(FontRole::Normal)),
                  line,
                  {Role::Text}});
    y += text.height(FontRole::Normal);
  }
}

}  // namespace

QStringList drawNotes(const std::vector<FigureNote>& notes, const NotePage& page, Scene& scene) {
  QStringList remarks;
  Ground ground(scene);
  Layer layer{"notes", page.body, {}};
  for (const FigureNote& note : notes) {
    const QString about = textOf(textOf(note.at));
    const std::optional<Place> place = find(note.at, page);
    if (!place) {
      remarks << QStringLiteral("The note “%1” has no place: no run has “%2”.").arg(textOf(note.text), about);
      continue;
    }
    if (page.knownUs && place->us.value_or(0) > *page.knownUs) continue;  // not yet
    const Finder finder(scene, page);
    const std::optional<QRectF> target = finder.targetOf(*place);
    if (!target) {
      remarks
          << QStringLiteral("The note “%1” has no place: “%2” is not in the picture.").arg(textOf(note.text), about);
      continue;
    }
    const QStringList lines = linesOf(textOf(note.text), page.text);
    double width = 0;
    for (const QString& line : lines) width = std::max(width, page.text.width(line, FontRole::Normal));
    const QSizeF size(width + 8, static_cast<double>(lines.size()) * page.text.height(FontRole::Normal) + 4);
    const std::optional<QRectF> box = roomFor(size, *target, page.body, finder.roomOf(place->variant), ground);
    if (!box) {
      remarks << QStringLiteral("There was no room for the note “%1”.").arg(textOf(note.text));
      continue;
    }
    draw(lines, *box, *target, page.text, layer);
    ground.reserve(box->adjusted(-4, -4, 4, 4));
  }
  if (!layer.shapes.empty()) scene.layers.push_back(std::move(layer));
  return remarks;
}

}  // namespace roundscope::ui
