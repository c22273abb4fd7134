// A name stands right above its curve, where that is most even and neither another curve nor a limit crosses the name.
#include "ui/plot/curve_names.h"

#include <algorithm>

namespace roundscope::ui {

namespace {

constexpr double kTriedEachPx = 12;  ///< places for a name
constexpr double kSpacePx = 18;      ///< between names of a line

/// How high and low a curve is in each pixel of the plot.
class Profile {
 public:
  Profile(const std::vector<QPointF>& line, const QRectF& plot) : m_left(plot.left()) {
    m_spans.assign(static_cast<std::size_t>(std::max(1.0, plot.width())), {});
    for (std::size_t i = 1; i < line.size(); ++i)
      for (std::size_t x = pixelOf(line[i - 1].x()); x <= pixelOf(line[i].x()); ++x)
        for (const double y : {line[i - 1].y(), line[i].y()}) m_spans[x].add(y);
  }
  struct Span {
    double top = 1e9, bottom = -1e9;
    void add(double y) {
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
    [[nodiscard]] bool empty() const { return top > bottom; }
  };
  [[nodiscard]] Span in(double left, double right) const {
    Span all;
    for (std::size_t x = pixelOf(left); x <= pixelOf(right); ++x) {
      if (m_spans[x].empty()) continue;
      all.add(m_spans[x].top);
      all.add(m_spans[x].bottom);
    }
    return all;
  }

 private:
  [[nodiscard]] std::size_t pixelOf(double x) const {
    return std::min(m_spans.size() - 1, static_cast<std::size_t>(std::max(0.0, x - m_left)));
  }
  double m_left;
  std::vector<Span> m_spans;
};

bool touches(const std::vector<QRectF>& taken, const QRectF& box) {
  return std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(box); });
}

bool isStruck(const QRectF& box, const CurveNameRoom& room) {
  return std::any_of(room.limits.begin(), room.limits.end(),
                     [&](double y) { return y > box.top() && y < box.bottom(); });
}

/// On the curve; absent where it is nowhere even for so long.
std::optional<QPointF> onCurve(const std::vector<Profile>& profiles, std::size_t which, double width,
                               const CurveNameRoom& room, const std::vector<QRectF>& taken) {
  std::optional<QPointF> best;
  double leastSpread = 2 * room.lineHeight;
  for (double x = room.plot.left() + 4; x + width < room.plot.right(); x += kTriedEachPx) {
    const Profile::Span own = profiles[which].in(x, x + width);
    const bool whole = !profiles[which].in(x + width, x + width).empty();
    if (!whole || own.empty() || own.top > room.plot.bottom() - 3) continue;
    const QRectF box(x, own.top - room.lineHeight - 2, width, room.lineHeight);
    const double spread = own.bottom - own.top;
    if (spread >= leastSpread || box.top() < room.plot.top() || touches(taken, box) || isStruck(box, room)) continue;
    bool crossed = false;
    for (std::size_t other = 0; other < profiles.size() && !crossed; ++other) {
      const Profile::Span span = profiles[other].in(box.left(), box.right());
      crossed = other != which && !span.empty() && span.top < box.bottom() && span.bottom > box.top();
    }
    if (crossed) continue;
    best = box.topLeft();
    leastSpread = spread;
  }
  return best;
}

}  // namespace

std::vector<std::optional<QPointF>> placeCurveNames(const std::vector<std::vector<QPointF>>& curves,
                                                    const std::vector<double>& widths, const CurveNameRoom& room) {
  std::vector<Profile> profiles;
  for (const auto& curve : curves) profiles.emplace_back(curve, room.plot);
  std::vector<std::optional<QPointF>> places(curves.size());
  std::vector<QRectF> taken;
  double x = room.plot.left();
  std::size_t line = 0;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    if (curves.size() > 1) places[i] = onCurve(profiles, i, widths[i] + 4, room, taken);
    if (places[i]) {
      taken.emplace_back(*places[i], QSizeF(widths[i] + 4, room.lineHeight));
      continue;
    }
    const double right = line == 0 ? room.firstRight : room.plot.right();
    if (x + widths[i] > right && (line == 0 || x > room.plot.left())) {
      ++line;
      x = room.plot.left();
    }
    if (line >= room.lines) continue;
    places[i] = QPointF(x, room.top + static_cast<double>(line) * room.lineHeight);
    x += widths[i] + kSpacePx;
  }
  return places;
}

}  // namespace roundscope::ui
