// A paint engine that writes down the few outlines that marks consist of. See svg_marks.h.
#include "ui/picture/svg_marks.h"

#include <QLocale>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainterPath>
#include <cmath>

#include "core/base/check.h"
#include "ui/drawing/painter.h"

namespace roundscope::ui {

namespace {

class MarkEngine final : public QPaintEngine {
 public:
  MarkEngine(Paint paint, QColor color, SvgColors& colors)
      : QPaintEngine(AllFeatures), m_paint(paint), m_color(std::move(color)), m_colors(colors) {}

  bool begin(QPaintDevice*) override { return true; }
  bool end() override { return true; }
  Type type() const override { return User; }

  void updateState(const QPaintEngineState& state) override {
    if (state.state() & DirtyPen) m_pen = state.pen();
    if (state.state() & DirtyBrush) m_brush = state.brush();
  }

  void drawPath(const QPainterPath& path) override { write(path, m_brush); }

  void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points, points + count)));
    if (mode != PolylineMode) path.closeSubpath();
    write(path, mode == PolylineMode ? QBrush() : m_brush);
  }

  void drawLines(const QLineF* lines, int count) override {
    QPainterPath path;
    for (int i = 0; i < count; ++i) {
      path.moveTo(lines[i].p1());
      path.lineTo(lines[i].p2());
    }
    write(path, QBrush());
  }

  void drawEllipse(const QRectF& rect) override {
    QPainterPath path;
    path.addEllipse(rect);
    write(path, m_brush);
  }

  void drawPoints(const QPointF* points, int count) override {
    QPainterPath path;
    for (int i = 0; i < count; ++i) {  // a line of no length, of which the round cap remains
      path.moveTo(points[i]);
      path.lineTo(points[i] + QPointF(0.01, 0));
    }
    write(path, QBrush());
  }

  void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { RS_CHECK(false); }

  QByteArray text;

 private:
  void write(const QPainterPath& path, const QBrush& brush) {
    text += "<path d=\"";
    for (int i = 0; i < path.elementCount(); ++i) {
      const QPainterPath::Element& element = path.elementAt(i);
      if (element.type == QPainterPath::MoveToElement) text += 'M';
      if (element.type == QPainterPath::LineToElement) text += 'L';
      if (element.type == QPainterPath::CurveToElement) text += 'C';
      if (element.type == QPainterPath::CurveToDataElement) text += ' ';
      text += svgNumber(element.x) + ' ' + svgNumber(element.y);
    }
    text += '"';
    text += brush.style() == Qt::NoBrush ? QByteArray(" fill=\"none\"") : colorOf("fill", brush.color());
    if (m_pen.style() != Qt::NoPen) {
      text += colorOf("stroke", m_pen.color()) + " stroke-width=\"" + svgNumber(m_pen.widthF()) + '"';
      if (m_pen.capStyle() == Qt::RoundCap) text += " stroke-linecap=\"round\"";
      if (m_pen.joinStyle() == Qt::RoundJoin) text += " stroke-linejoin=\"round\"";
    }
    text += "/>\n";
  }

  /// Marks have the icon's colour, and white.
  [[nodiscard]] QByteArray colorOf(const char* attribute, const QColor& color) const {
    return color == m_color ? m_colors.attribute(attribute, m_paint) : svgColor(attribute, color);
  }

  Paint m_paint;
  QColor m_color;
  SvgColors& m_colors;
  QPen m_pen;
  QBrush m_brush;
};

/// A page without pixels.
class MarkDevice final : public QPaintDevice {
 public:
  explicit MarkDevice(QPaintEngine& engine) : m_engine(engine) {}
  QPaintEngine* paintEngine() const override { return &m_engine; }

 protected:
  int metric(PaintDeviceMetric metric) const override {
    switch (metric) {
      case PdmWidth:
      case PdmHeight:
        return 20'000;
      case PdmWidthMM:
      case PdmHeightMM:
        return 5'292;
      case PdmNumColors:
        return 1 << 24;
      case PdmDepth:
        return 32;
      case PdmDpiX:
      case PdmDpiY:
      case PdmPhysicalDpiX:
      case PdmPhysicalDpiY:
        return 96;
      case PdmDevicePixelRatio:
        return 1;
      case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    }
    return 0;
  }

 private:
  QPaintEngine& m_engine;
};

}  // namespace

QByteArray svgNumber(double value) {
  const double rounded = std::round(value * 100) / 100;
  return QByteArray::number(rounded == 0 ? 0 : rounded, 'f', QLocale::FloatingPointShortest);
}

QByteArray svgColor(const char* attribute, const QColor& color) {
  QByteArray text = QByteArray(" ") + attribute + "=\"" + color.name().toLatin1() + '"';
  if (color.alpha() < 255) text += QByteArray(" ") + attribute + "-opacity=\"" + svgNumber(color.alphaF()) + '"';
  return text;
}

QByteArray svgMark(const IconShape& icon, const QColor& color, SvgColors& colors) {
  MarkEngine engine(icon.paint, color, colors);
  MarkDevice device(engine);
  QPainter painter(&device);
  paintMark(painter, icon.box, icon.mark, color);
  painter.end();
  return engine.text;
}

}  // namespace roundscope::ui
