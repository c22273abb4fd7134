// From shapes to strokes. Rectangles are painted crisp, everything else anti-aliased. See painter.h.
#include "ui/drawing/painter.h"

#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "core/trace/event.h"
#include "ui/drawing/hatch.h"
#include "ui/drawing/seen_color.h"

namespace roundscope::ui {

namespace {

/// Hatching drawn as lines, not as a brush pattern: it looks the same at every resolution and in vector formats.
void paintHatch(QPainter& painter, const std::vector<QLineF>& lines, Hatch hatch, const QColor& color) {
  if (lines.empty()) return;
  painter.setRenderHint(QPainter::Antialiasing, hatch != Hatch::Vertical && hatch != Hatch::Horizontal);
  painter.setPen(QPen(color, hatchWidth(hatch), Qt::SolidLine, Qt::FlatCap));
  painter.drawLines(lines.data(), static_cast<int>(lines.size()));
}

/// The theme's colours and fonts, each made once a picture.
class Inks {
 public:
  Inks(const Theme& theme, const TypeStyle& type)
      : m_theme(theme),
        m_fonts{fontOf(FontRole::Normal, type), fontOf(FontRole::Strong, type), fontOf(FontRole::Heading, type),
                fontOf(FontRole::Title, type)} {}

  [[nodiscard]] const QColor& color(Paint paint) {
    // Further hues look like the palette's last one; after it comes the grey in place of a hue.
    const std::size_t hue = paint.hue == kGreyHue ? kPaletteHues : std::min<std::size_t>(paint.hue, kPaletteHues - 1);
    const std::size_t place = static_cast<std::size_t>(paint.role) * (kPaletteHues + 1) + hue;
    if (place >= m_colors.size()) m_colors.resize(place + 1);
    std::optional<QColor>& color = m_colors[place];
    if (!color) color = m_theme.color(paint.role, paint.hue);
    return *color;
  }
  [[nodiscard]] const QFont& font(FontRole role) const { return m_fonts[static_cast<std::size_t>(role)]; }

 private:
  const Theme& m_theme;
  std::array<QFont, 4> m_fonts;
  std::vector<std::optional<QColor>> m_colors;
};

/// A disc, with the attempt's number in it where there is room; above 9 the disc becomes a lozenge.
void paintAttempt(QPainter& painter, const IconShape& s, const QFont& font, const QColor& color, const QColor& paper) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(paper, 1));
  painter.setBrush(color);
  painter.drawRoundedRect(s.box, s.box.height() / 2, s.box.height() / 2);
  if (s.number > 0) {
    const QString number = QString::number(s.number);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(paper);
    painter.drawText(s.box.center() + QPointF(-metrics.horizontalAdvance(number) / 2, metrics.capHeight() / 2), number);
  }
  painter.restore();
}

class ShapePainter {
 public:
  ShapePainter(QPainter& painter, Inks& inks) : m_painter(painter), m_inks(inks) {}

  void operator()(const RectShape& s) const {
    m_painter.setRenderHint(QPainter::Antialiasing, s.radius > 0 || s.rect.width() < 8);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_inks.color(s.fill));
    if (s.radius > 0)
      m_painter.drawRoundedRect(s.rect, s.radius, s.radius);
    else
      m_painter.fillRect(s.rect, m_painter.brush());
    paintHatch(m_painter, hatchLines(s.rect, s.hatch), s.hatch, m_inks.color(s.hatchPaint));
    if (!s.border) return;
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_inks.color(*s.border), s.borderPx));
    const double in = s.borderPx / 2;
    m_painter.drawRoundedRect(s.rect.adjusted(in, in, -in, -in), s.radius, s.radius);
  }

  void operator()(const LineShape& s) const {
    const bool straight = s.line.x1() == s.line.x2() || s.line.y1() == s.line.y2();
    m_painter.setRenderHint(QPainter::Antialiasing, !straight || s.widthPx > 1);
    QPen pen(m_inks.color(s.paint), s.widthPx, s.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap);
    m_painter.setPen(pen);
    m_painter.drawLine(s.line);
    if (!s.arrow) return;
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(pen.color());
    m_painter.drawPolygon(arrowHead(s));
  }

  void operator()(const StrokeShape& s) const {
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    QPen pen(m_inks.color(s.paint), s.widthPx, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (s.dash != Dash::None) pen.setDashPattern(dashPattern(s.dash));
    m_painter.setPen(pen);
    m_painter.drawPolyline(s.points.data(), static_cast<int>(s.points.size()));
  }

  void operator()(const TextShape& s) const {
    m_painter.setFont(m_inks.font(s.font));
    m_painter.setPen(m_inks.color(s.paint));
    m_painter.drawText(s.box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip | Qt::TextSingleLine, s.text);
  }

  void operator()(const AreaShape& s) const {
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(s.points.begin(), s.points.end())));
    path.closeSubpath();
    m_painter.fillPath(path, m_inks.color(s.fill));
    paintHatch(m_painter, hatchLines(s.points, s.hatch), s.hatch, m_inks.color(s.hatchPaint));
    if (!s.line) return;
    m_painter.setPen(QPen(m_inks.color(*s.line), 1.2));
    const auto edge = static_cast<int>(s.edgePoints);
    m_painter.drawPolyline(s.points.data(), edge);
  }

  void operator()(const IconShape& s) const {
    const QColor color = m_inks.color(s.paint);
    if (s.mark == Mark::Attempt)
      paintAttempt(m_painter, s, m_inks.font(FontRole::Strong), color, m_inks.color({Role::Background}));
    else
      paintMark(m_painter, s.box, s.mark, color);
  }

 private:
  QPainter& m_painter;
  Inks& m_inks;
};

/// What is drawn on a mark: white, or dark where that would be hard to see.
QColor inkOn(const QColor& mark) {
  constexpr double kEnough = 3;
  return contrastOf(mark, Qt::white) >= kEnough ? QColor(Qt::white) : QColor(0x16191e);
}

void paintDisc(QPainter& painter, const QRectF& box, const QColor& color) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawEllipse(box);
  painter.setPen(QPen(inkOn(color), std::max(1.2, box.width() * 0.14), Qt::SolidLine, Qt::RoundCap));
}

/// The ground of marks that compare.
void paintBadge(QPainter& painter, const QRectF& box, const QColor& color) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(box, box.width() * 0.3, box.width() * 0.3);
  painter.setPen(QPen(inkOn(color), std::max(1.2, box.width() * 0.12), Qt::SolidLine, Qt::RoundCap));
  painter.setBrush(Qt::NoBrush);
}

}  // namespace

QList<double> dashPattern(Dash dash) {
  switch (dash) {
    case Dash::None:
      return {};
    case Dash::Long:
      return {4, 2};
    case Dash::Dots:
      return {1.2, 1.8};
    case Dash::DashDot:
      return {4, 2, 1, 2};
  }
  return {};
}

QPolygonF arrowHead(const LineShape& shape) {
  const QLineF& line = shape.line;
  const double length = line.length();
  if (length < 1) return {};
  const double size = 5 + shape.widthPx;
  const QPointF along((line.x2() - line.x1()) / length, (line.y2() - line.y1()) / length);
  const QPointF across(-along.y(), along.x());
  const QPointF base = line.p2() - along * size;
  return QPolygonF({line.p2(), base + across * size * 0.45, base - across * size * 0.45});
}

void paintMark(QPainter& painter, const QRectF& box, Mark mark, const QColor& color) {
  const auto at = [&](double x, double y) {
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
  };
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  switch (mark) {
    case Mark::Replied:
      painter.setPen(QPen(color, box.width() * 0.16, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
      painter.drawPolyline(QPolygonF({at(0.15, 0.55), at(0.4, 0.8), at(0.85, 0.2)}));
      break;
    case Mark::Rejected:  // no entry
      paintDisc(painter, box, color);
      painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
      break;
    case Mark::Trapped:  // a warning triangle
      painter.setPen(Qt::NoPen);
      painter.setBrush(color);
      painter.drawPolygon(QPolygonF({at(0.5, 0.0), at(1.0, 0.95), at(0.0, 0.95)}));
      painter.setPen(QPen(inkOn(color), std::max(1.2, box.width() * 0.13), Qt::SolidLine, Qt::RoundCap));
      painter.drawLine(at(0.5, 0.35), at(0.5, 0.6));
      painter.drawPoint(at(0.5, 0.8));
      break;
    case Mark::Expired:  // a clock
      paintDisc(painter, box, color);
      painter.drawPolyline(QPolygonF({at(0.5, 0.22), at(0.5, 0.52), at(0.72, 0.64)}));
      break;
    case Mark::Dropped:  // down and out
      paintDisc(painter, box, color);
      painter.drawLine(at(0.5, 0.22), at(0.5, 0.75));
      painter.drawPolyline(QPolygonF({at(0.28, 0.54), at(0.5, 0.77), at(0.72, 0.54)}));
      break;
    case Mark::NotPerformed:  // crossed out
      painter.setPen(Qt::NoPen);
      painter.setBrush(color);
      painter.drawRoundedRect(box, box.width() * 0.2, box.width() * 0.2);
      painter.setPen(QPen(inkOn(color), std::max(1.3, box.width() * 0.14), Qt::SolidLine, Qt::RoundCap));
      painter.drawLine(at(0.28, 0.28), at(0.72, 0.72));
      painter.drawLine(at(0.72, 0.28), at(0.28, 0.72));
      break;
    case Mark::Closed:
      painter.setPen(Qt::NoPen);
      painter.setBrush(color);
      painter.drawPolygon(QPolygonF({at(0.2, 0.0), at(0.95, 0.5), at(0.2, 1.0)}));
      break;
    case Mark::Open:
      painter.setPen(Qt::NoPen);
      painter.setBrush(color);
      painter.drawPolygon(QPolygonF({at(0.0, 0.2), at(1.0, 0.2), at(0.5, 0.95)}));
      break;
    case Mark::Compensation:  // a way back
      paintDisc(painter, box, color);
      painter.drawPolyline(QPolygonF({at(0.76, 0.7), at(0.76, 0.42), at(0.26, 0.42)}));
      painter.drawPolyline(QPolygonF({at(0.44, 0.22), at(0.24, 0.42), at(0.44, 0.62)}));
      break;
    case Mark::Commit:
      painter.setPen(Qt::NoPen);
      painter.setBrush(color);
      painter.drawPolygon(QPolygonF({at(0.5, 0.0), at(1.0, 0.5), at(0.5, 1.0), at(0.0, 0.5)}));
      break;
    case Mark::CameBetween:  // a wedge driven in
      painter.setPen(QPen(Qt::white, 1));
      painter.setBrush(color);
      painter.drawPolygon(QPolygonF({at(0.0, 0.0), at(1.0, 0.0), at(0.5, 1.0)}));
      painter.setPen(QPen(inkOn(color), std::max(1.2, box.width() * 0.13), Qt::SolidLine, Qt::RoundCap));
      painter.drawLine(at(0.5, 0.16), at(0.5, 0.4));
      painter.drawPoint(at(0.5, 0.6));
      break;
    case Mark::Lock:
      painter.setPen(QPen(color, box.width() * 0.13));
      painter.setBrush(Qt::NoBrush);
      painter.drawArc(QRectF(at(0.25, 0.05), at(0.75, 0.75)), 0, 180 * 16);
      painter.setPen(Qt::NoPen);
      painter.setBrush(color);
      painter.drawRoundedRect(QRectF(at(0.12, 0.42), at(0.88, 0.98)), 1, 1);
      break;
    case Mark::Later:
      paintBadge(painter, box, color);
      painter.drawPolyline(QPolygonF({at(0.24, 0.24), at(0.5, 0.5), at(0.24, 0.76)}));
      painter.drawPolyline(QPolygonF({at(0.52, 0.24), at(0.78, 0.5), at(0.52, 0.76)}));
      break;
    case Mark::Earlier:
      paintBadge(painter, box, color);
      painter.drawPolyline(QPolygonF({at(0.76, 0.24), at(0.5, 0.5), at(0.76, 0.76)}));
      painter.drawPolyline(QPolygonF({at(0.48, 0.24), at(0.22, 0.5), at(0.48, 0.76)}));
      break;
    case Mark::Differs:  // not equal
      paintBadge(painter, box, color);
      painter.drawLine(at(0.24, 0.38), at(0.76, 0.38));
      painter.drawLine(at(0.24, 0.64), at(0.76, 0.64));
      painter.drawLine(at(0.64, 0.2), at(0.36, 0.82));
      break;
    case Mark::Attempt:  // painted with its number
      paintDisc(painter, box, color);
      break;
    case Mark::Handle:
      painter.setPen(Qt::NoPen);
      painter.setBrush(color);
      painter.drawPolygon(QPolygonF({at(0.0, 0.0), at(1.0, 0.0), at(1.0, 0.4), at(0.5, 1.0), at(0.0, 0.4)}));
      break;
  }
  painter.restore();
}

void paintScene(QPainter& painter, const Scene& scene, const Theme& theme, const TypeStyle& type) {
  Inks inks(theme, type);
  const ShapePainter paint(painter, inks);
  for (const Layer& layer : scene.layers) {
    if (layer.clip.isEmpty()) continue;
    painter.save();
    painter.setClipRect(layer.clip, Qt::IntersectClip);
    for (const Shape& shape : layer.shapes) std::visit(paint, shape);
    painter.restore();
  }
}

}  // namespace roundscope::ui
