// Hit test and text form of a scene. See shapes.h.
#include "ui/drawing/shapes.h"

#include <QPolygonF>
#include <cmath>

#include "core/trace/event.h"

namespace roundscope::ui {

namespace {

QString number(double value) {
  const double half = std::round(value * 2) / 2;
  return QString::number(half == 0 ? 0 : half, 'g', 8);
}

QString place(const QRectF& rect) {
  return QStringLiteral("%1,%2 %3x%4")
      .arg(number(rect.x()), number(rect.y()), number(rect.width()), number(rect.height()));
}

QString paintText(Paint paint) {
  static constexpr const char* kNames[] = {"background",
                                           "lane",
                                           "lane-other",
                                           "gutter",
                                           "heading",
                                           "ruler",
                                           "divider",
                                           "round-line",
                                           "round-line-major",
                                           "text",
                                           "muted-text",
                                           "output-queue",
                                           "outbound",
                                           "input-queue",
                                           "executing",
                                           "inbound",
                                           "callback",
                                           "bar-border",
                                           "hatch-line",
                                           "merged-bar",
                                           "failure",
                                           "failure-fill",
                                           "failure-text",
                                           "execution",
                                           "execution-other",
                                           "overlap-fill",
                                           "overlap-line",
                                           "limit",
                                           "cursor",
                                           "cursor-text",
                                           "veil-hidden",
                                           "selection",
                                           "hover",
                                           "window",
                                           "shade",
                                           "chain",
                                           "arrow",
                                           "arrow-faint",
                                           "wedge",
                                           "failure-wedge",
                                           "focus-band",
                                           "quiet",
                                           "exposed",
                                           "exposed-line",
                                           "lock-span",
                                           "critical",
                                           "slack",
                                           "marker",
                                           "future",
                                           "future-line",
                                           "variable",
                                           "awaiting",
                                           "differs"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Role::Differs) + 1);
  const QString name = QString::fromLatin1(kNames[static_cast<std::size_t>(paint.role)]);
  return paint.hue == 0 ? name : name + QLatin1Char('/') + QString::number(paint.hue);
}

QString hatchText(Hatch hatch) {
  static constexpr const char* kNames[] = {"", " /", " \\", " |", " //", " -", " dots", " x", " sparse"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Hatch::Sparse) + 1);
  return QString::fromLatin1(kNames[static_cast<std::size_t>(hatch)]);
}

QString markText(Mark mark) {
  static constexpr const char* kNames[] = {
      "replied", "rejected",     "trapped", "expired",      "dropped", "not-performed", "closed",  "open",   "handle",
      "attempt", "compensation", "commit",  "came-between", "lock",    "later",         "earlier", "differs"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Mark::Differs) + 1);
  return QString::fromLatin1(kNames[static_cast<std::size_t>(mark)]);
}

QString shapeText(const Shape& shape) {
  return std::visit(
      Overloaded{
          [](const RectShape& s) {
            return QStringLiteral("rect ") + place(s.rect) + QLatin1Char(' ') + paintText(s.fill) + hatchText(s.hatch) +
                   (s.border ? QStringLiteral(" border ") + paintText(*s.border) : QString());
          },
          [](const LineShape& s) {
            return QStringLiteral("line %1,%2 %3,%4 %5")
                       .arg(number(s.line.x1()), number(s.line.y1()), number(s.line.x2()), number(s.line.y2()),
                            paintText(s.paint)) +
                   QLatin1String(s.arrow ? " arrow" : "");
          },
          [](const TextShape& s) {
            return QStringLiteral("text ") + place(s.box) + QLatin1Char(' ') + paintText(s.paint) +
                   QStringLiteral(" \"") + s.text + QLatin1Char('"');
          },
          [](const AreaShape& s) {
            return QStringLiteral("area ") + place(boundsOf(Shape(s))) + QLatin1Char(' ') + paintText(s.fill) +
                   hatchText(s.hatch) + QStringLiteral(" points %1").arg(s.points.size());
          },
          [](const StrokeShape& s) {
            return QStringLiteral("stroke ") +
                   place(QPolygonF(QList<QPointF>(s.points.begin(), s.points.end())).boundingRect()) +
                   QLatin1Char(' ') + paintText(s.paint) + QStringLiteral(" points %1").arg(s.points.size());
          },
          [](const IconShape& s) {
            return QStringLiteral("icon ") + place(s.box) + QLatin1Char(' ') + markText(s.mark) +
                   (s.number > 0 ? QLatin1Char(' ') + QString::number(s.number) : QString());
          },
      },
      shape);
}

}  // namespace

std::optional<Hit> hitAt(const Scene& scene, QPointF point) {
  for (auto area = scene.hits.rbegin(); area != scene.hits.rend(); ++area)
    if (area->rect.contains(point)) return area->hit;
  return std::nullopt;
}

void moveBy(Shape& shape, QPointF by) {
  std::visit(Overloaded{[by](RectShape& s) { s.rect.translate(by); }, [by](LineShape& s) { s.line.translate(by); },
                        [by](TextShape& s) { s.box.translate(by); },
                        [by](AreaShape& s) {
                          for (QPointF& point : s.points) point += by;
                        },
                        [by](StrokeShape& s) {
                          for (QPointF& point : s.points) point += by;
                        },
                        [by](IconShape& s) { s.box.translate(by); }},
             shape);
}

QRectF boundsOf(const Shape& shape) {
  const auto around = [](const std::vector<QPointF>& points, double width) {
    const double half = width / 2;
    return QPolygonF(QList<QPointF>(points.begin(), points.end())).boundingRect().adjusted(-half, -half, half, half);
  };
  return std::visit(
      Overloaded{[](const RectShape& s) { return s.rect; },
                 [&](const LineShape& s) {
                   return around({s.line.p1(), s.line.p2()}, s.arrow ? 2 * (5 + s.widthPx) : s.widthPx);
                 },
                 [](const TextShape& s) { return s.box; }, [&](const AreaShape& s) { return around(s.points, 0); },
                 [&](const StrokeShape& s) { return around(s.points, s.widthPx); },
                 [](const IconShape& s) { return s.box; }},
      shape);
}

QString sceneText(const Scene& scene) {
  QString text;
  for (const Layer& layer : scene.layers) {
    text += QStringLiteral("# %1 %2\n").arg(QString::fromLatin1(layer.name), place(layer.clip));
    for (const Shape& shape : layer.shapes) text += shapeText(shape) + QLatin1Char('\n');
  }
  return text;
}

}  // namespace roundscope::ui
