// A note's point comes from the picture itself: the hit area of what it is about. Its text goes to the nearest place
// that covers nothing, and never to one where it would cover another text. See notes.h.
#include "ui/picture/notes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "ui/picture/free_places.h"
#include "ui/picture/paper.h"
#include "ui/text.h"

namespace roundscope::ui {

namespace {

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
  [[nodiscard]] std::optional<QRectF> targetOf(const NotePlace& place) const {
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
  [[nodiscard]] std::optional<QRectF> callRect(const NotePlace& place) const {
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
  explicit Ground(const Scene& scene, QSizeF page) : m_words(page), m_shapes(page) {
    for (const Layer& layer : scene.layers)
      for (const Shape& shape : layer.shapes) add(shape, layer.clip);
  }

  [[nodiscard]] bool coversText(const QRectF& box) { return m_words.takenIn(box) > 0; }
  /// In square pixels.
  [[nodiscard]] double covered(const QRectF& box) { return m_shapes.takenIn(box); }
  [[nodiscard]] bool crossesText(const QLineF& line) {
    for (double at = 0.1; at < 0.95; at += 0.1)
      if (m_words.takenIn(QRectF(line.pointAt(at), QSizeF(0, 0))) > 0) return true;
    return false;
  }
  void reserve(const QRectF& box) { m_words.take(box); }

 private:
  void add(const Shape& shape, const QRectF& clip) {
    if (const auto* text = std::get_if<TextShape>(&shape)) return m_words.take(text->box.adjusted(-3, -1, 3, 1));
    if (const auto* rect = std::get_if<RectShape>(&shape); rect != nullptr && isGround(rect->fill.role)) return;
    if (const auto* line = std::get_if<LineShape>(&shape); line != nullptr && isGrid(line->paint.role)) return;
    m_shapes.take(shape, clip);
  }

  FreePlaces m_words, m_shapes;
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

QStringList linesOf(const QString& words, const TextMeasure& text, double widest) {
  QStringList lines;
  for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    if (!lines.isEmpty() && text.width(lines.back() + QLatin1Char(' ') + word, FontRole::Normal) <= widest)
      lines.back() += QLatin1Char(' ') + word;
    else
      lines << word;
  }
  return lines;
}

/// A note's words in lines, and its place.
struct Placed {
  QStringList lines;
  QRectF box;
};

/// Finds the place for a note: the nearest that covers nothing, else the nearest that covers little.
class Search {
 public:
  Search(const NotePage& page, const QRectF& target, const QRectF& own, Ground& ground)
      : m_page(page), m_target(target), m_own(own.adjusted(0, -8, 0, 8)), m_ground(ground) {}

  /// Where room is short, other lines may find some: few and long ones, or many short ones.
  std::optional<Placed> find(const QString& words) {
    constexpr double kUsual = 210;
    std::optional<Placed> best;
    for (const double widest : {kUsual, 1.6 * kUsual, 0.6 * kUsual}) {
      const QStringList lines = linesOf(words, m_page.text, widest);
      if (best && best->lines == lines) continue;
      if (const auto box = nearest(sizeOf(lines), widest == kUsual ? 0 : kUnusual)) best = Placed{lines, *box};
    }
    return best;
  }

 private:
  static constexpr double kUnusual = 40;
  static constexpr double kLeastArrowPx = 12;
  static constexpr double kCrossing = 400;
  static constexpr double kElsewhere = 300;   // in another variant a note would seem to be about that one
  static constexpr double kCovering = 5'000;  // more than any way that is without it

  [[nodiscard]] QSizeF sizeOf(const QStringList& lines) const {
    double width = 0;
    for (const QString& line : lines) width = std::max(width, m_page.text.width(line, FontRole::Normal));
    return {width + 8, static_cast<double>(lines.size()) * m_page.text.height(FontRole::Normal) + 4};
  }

  /// The best box of this size that is better than what was found before.
  std::optional<QRectF> nearest(QSizeF size, double cost) {
    constexpr double kAcross = 6, kDown = 3;
    std::optional<QRectF> best;
    const QRectF& body = m_page.body;
    for (double y = body.top() + 1; y + size.height() < body.bottom(); y += kDown)
      for (double x = body.left() + 1; x + size.width() < body.right(); x += kAcross)
        if (improves(QRectF(QPointF(x, y), size), cost)) best = QRectF(QPointF(x, y), size);
    return best;
  }

  bool improves(const QRectF& box, double cost) {
    const QLineF leader = leaderOf(box, m_target);
    if (leader.length() < kLeastArrowPx) return false;
    cost += leader.length() + (m_own.contains(box) ? 0 : kElsewhere);
    if (cost >= m_least || m_ground.coversText(box)) return false;
    if (const double covered = m_ground.covered(box); covered > 0) cost += kCovering + covered * 0.5;
    if (cost < m_least && m_ground.crossesText(leader)) cost += kCrossing;
    if (cost >= m_least) return false;
    m_least = cost;
    return true;
  }

  const NotePage& m_page;
  QRectF m_target, m_own;
  Ground& m_ground;
  double m_least = std::numeric_limits<double>::max();
};

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
  if (notes.empty()) return remarks;
  Ground ground(scene, QSizeF(page.body.right(), page.body.bottom()));
  Layer layer{"notes", page.body, {}};
  for (const FigureNote& note : notes) {
    const QString about = textOf(textOf(note.at));
    const std::optional<NotePlace> place = placeOf(note.at, page.runs);
    if (!place) {
      remarks
          << QStringLiteral("The note “%1” has no place: no run that is shown has “%2”.").arg(textOf(note.text), about);
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
    const auto placed = Search(page, *target, finder.roomOf(place->variant), ground).find(textOf(note.text));
    if (!placed) {
      remarks << QStringLiteral("There was no room for the note “%1”.").arg(textOf(note.text));
      continue;
    }
    draw(placed->lines, placed->box, *target, page.text, layer);
    ground.reserve(placed->box.adjusted(-4, -4, 4, 4));
  }
  if (!layer.shapes.empty()) scene.layers.push_back(std::move(layer));
  return remarks;
}

}  // namespace roundscope::ui
