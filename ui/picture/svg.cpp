// One shape, one element; lines of one style that follow each other share a path. See svg.h.
#include "ui/picture/svg.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/drawing/hatch.h"
#include "ui/drawing/painter.h"
#include "ui/drawing/text_measure.h"
#include "ui/picture/svg_marks.h"
#include "ui/picture/xml_text.h"

namespace roundscope::ui {

namespace {

QByteArray pointText(QPointF point) { return svgNumber(point.x()) + ' ' + svgNumber(point.y()); }

QByteArray pathOf(const std::vector<QPointF>& points) {
  QByteArray path;
  for (std::size_t i = 0; i < points.size(); ++i) {
    // Steps go across and up: the shorter letters say so.
    if (i > 0 && points[i].y() == points[i - 1].y())
      path += 'H' + svgNumber(points[i].x());
    else if (i > 0 && points[i].x() == points[i - 1].x())
      path += 'V' + svgNumber(points[i].y());
    else
      path += (i == 0 ? 'M' : 'L') + pointText(points[i]);
  }
  return path;
}

QByteArray attribute(const char* name, double value) { return QByteArray(" ") + name + "=\"" + svgNumber(value) + '"'; }

/// Names of layers as ids.
QByteArray idOf(const Layer& layer) {
  const QRectF& clip = layer.clip;
  return QByteArray("clip") + QByteArray::number(std::llround(clip.x())) + '-' +
         QByteArray::number(std::llround(clip.y())) + '-' + QByteArray::number(std::llround(clip.width())) + '-' +
         QByteArray::number(std::llround(clip.height()));
}

class LayerWriter {
 public:
  LayerWriter(const Layer& layer, const Picture& picture, SvgColors& colors)
      : m_layer(layer), m_picture(picture), m_colors(colors) {}

  QByteArray write() {
    for (const Shape& shape : m_layer.shapes) std::visit(*this, shape);
    endRun();
    if (m_text.isEmpty()) return {};
    return QByteArray("<g clip-path=\"url(#") + idOf(m_layer) + ")\"><!-- " + m_layer.name + " -->\n" + m_text +
           "</g>\n";
  }

  void operator()(const RectShape& s) {
    if (!seen(s.rect)) return;
    const bool crisp = s.radius <= 0 && s.rect.width() >= 8;
    element(rectText(s.rect, s.radius) + fill(s.fill), crisp);
    strokeLines(hatchLines(s.rect, s.hatch), s.hatchPaint, hatchWidth(s.hatch), {});
    if (!s.border) return;
    const double in = s.borderPx / 2;
    const QRectF inner = s.rect.adjusted(in, in, -in, -in);
    if (inner.width() < 0 || inner.height() < 0) return;
    element(rectText(inner, s.radius) + " fill=\"none\"" + strokeOf(*s.border) +
                (s.borderPx == 1 ? QByteArray() : attribute("stroke-width", s.borderPx)),
            false);
  }

  void operator()(const LineShape& s) {
    if (!seen(QRectF(s.line.p1(), s.line.p2()).normalized().adjusted(-8, -8, 8, 8))) return;
    QByteArray dashes;
    if (s.dashed) dashes = dashText(dashPattern(Dash::Long), s.widthPx);
    // Lines of one pixel lie on pixels, as on the screen.
    const QPointF half = s.widthPx == 1 ? onPixel(s.line) : QPointF();
    strokeLines({s.line.translated(half)}, s.paint, s.widthPx, dashes);
    if (!s.arrow) return;
    const QPolygonF head = arrowHead(s);
    if (!head.isEmpty()) element("<path d=\"" + pathOf({head.begin(), head.end()}) + "Z\"" + fill(s.paint), false);
  }

  void operator()(const TextShape& s) {
    const QFont font = fontOf(s.font, m_picture.type);
    const QFontMetricsF metrics(font);
    const double baseline = s.box.top() + (s.box.height() - metrics.height()) / 2 + metrics.ascent();
    text(s.text, {s.box.left(), baseline}, font, s.font != FontRole::Normal, s.paint, false);
  }

  void operator()(const AreaShape& s) {
    if (s.points.size() < 3) return;
    element("<path d=\"" + pathOf(s.points) + "Z\"" + fill(s.fill), false);
    strokeLines(hatchLines(s.points, s.hatch), s.hatchPaint, hatchWidth(s.hatch), {});
    if (!s.line) return;
    const auto edge = s.points.begin() + static_cast<std::ptrdiff_t>(std::min(s.edgePoints, s.points.size()));
    stroke({s.points.begin(), edge}, *s.line, 1.2, {});
  }

  void operator()(const StrokeShape& s) {
    stroke(s.points, s.paint, s.widthPx, dashText(dashPattern(s.dash), s.widthPx));
  }

  void operator()(const IconShape& s) {
    if (!seen(s.box)) return;
    endRun();
    if (s.mark != Mark::Attempt) {
      m_text += svgMark(s, m_picture.theme.color(s.paint.role, s.paint.hue), m_colors);
      return;
    }
    const Paint paper{Role::Background};
    element(rectText(s.box, s.box.height() / 2) + fill(s.paint) + strokeOf(paper), false);
    if (s.number == 0) return;
    const QFont font = fontOf(FontRole::Strong, m_picture.type);
    const QFontMetricsF metrics(font);
    text(QString::number(s.number), {s.box.center().x(), s.box.center().y() + metrics.capHeight() / 2}, font, true,
         paper, true);
  }

 private:
  [[nodiscard]] QByteArray fill(Paint paint) const { return m_colors.attribute("fill", paint); }
  [[nodiscard]] QByteArray strokeOf(Paint paint) const { return m_colors.attribute("stroke", paint); }
  [[nodiscard]] bool seen(const QRectF& rect) const {
    return rect.right() >= m_layer.clip.left() && rect.left() <= m_layer.clip.right() &&
           rect.bottom() >= m_layer.clip.top() && rect.top() <= m_layer.clip.bottom();
  }

  static QPointF onPixel(const QLineF& line) {
    const auto half = [](double at) { return std::floor(at) + 0.5 - at; };
    if (line.x1() == line.x2()) return {half(line.x1()), 0};
    if (line.y1() == line.y2()) return {0, half(line.y1())};
    return {};
  }

  static QByteArray rectText(const QRectF& rect, double radius) {
    return "<rect" + attribute("x", rect.x()) + attribute("y", rect.y()) + attribute("width", rect.width()) +
           attribute("height", rect.height()) + (radius > 0 ? attribute("rx", radius) : QByteArray());
  }

  static QByteArray dashText(const QList<double>& pattern, double widthPx) {
    if (pattern.isEmpty()) return {};
    QByteArray text;
    for (const double length : pattern) text += (text.isEmpty() ? "" : " ") + svgNumber(length * widthPx);
    return " stroke-dasharray=\"" + text + '"';
  }

  void stroke(const std::vector<QPointF>& points, Paint paint, double widthPx, const QByteArray& dashes) {
    if (points.size() < 2) return;
    element("<path d=\"" + pathOf(points) + "\" fill=\"none\"" + strokeOf(paint) + attribute("stroke-width", widthPx) +
                dashes,
            false);
  }

  void strokeLines(const std::vector<QLineF>& lines, Paint paint, double widthPx, const QByteArray& dashes) {
    if (lines.empty()) return;
    const QByteArray style = strokeOf(paint) + attribute("stroke-width", widthPx) + dashes;
    if (style != m_lineStyle) endRun();
    m_lineStyle = style;
    for (const QLineF& line : lines) {
      m_linePath += 'M' + pointText(line.p1());
      if (line.y1() == line.y2())
        m_linePath += 'H' + svgNumber(line.x2());
      else if (line.x1() == line.x2())
        m_linePath += 'V' + svgNumber(line.y2());
      else
        m_linePath += 'L' + pointText(line.p2());
    }
    // A page shares what many of its pictures have: that needs paths which do not change with their neighbours.
    constexpr qsizetype kLongPath = 240;
    if (m_linePath.size() > kLongPath) endLines();
  }

  /// `start` is an element without its end.
  void element(const QByteArray& start, bool crisp) {
    endLines();
    if (crisp != m_crisp) m_text += crisp ? "<g shape-rendering=\"crispEdges\">\n" : "</g>\n";
    m_crisp = crisp;
    m_text += start + "/>\n";
  }

  void endLines() {
    if (m_linePath.isEmpty()) return;
    if (m_crisp) m_text += "</g>\n";
    m_crisp = false;
    m_text += "<path d=\"" + m_linePath + "\" fill=\"none\"" + m_lineStyle + "/>\n";
    m_linePath.clear();
    m_lineStyle.clear();
  }

  void endRun() {
    endLines();
    if (m_crisp) m_text += "</g>\n";
    m_crisp = false;
  }

  /// Outer spaces, which SVG drops, become a distance.
  void text(const QString& words, QPointF at, const QFont& font, bool strong, Paint paint, bool centred) {
    const QString trimmed = words.trimmed();
    if (trimmed.isEmpty()) return;
    endRun();
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(trimmed);
    if (!centred) at.rx() += metrics.horizontalAdvance(words.left(words.indexOf(trimmed)));
    m_text += "<text" + attribute("x", at.x()) + attribute("y", at.y()) + attribute("font-size", font.pixelSize());
    if (strong) m_text += " font-weight=\"bold\"";
    if (centred) m_text += " text-anchor=\"middle\"";
    // The room that the text was given; fonts of another width are fitted into it.
    m_text += attribute("textLength", width) + " lengthAdjust=\"spacingAndGlyphs\"" + fill(paint) + '>' +
              xmlText(trimmed) + "</text>\n";
  }

  const Layer& m_layer;
  const Picture& m_picture;
  SvgColors& m_colors;
  QByteArray m_text;
  QByteArray m_linePath, m_lineStyle;
  bool m_crisp = false;
};

}  // namespace

QByteArray svgLayer(const Layer& layer, const Picture& picture, SvgColors& colors) {
  return LayerWriter(layer, picture, colors).write();
}

QByteArray svgClips(const std::vector<const Layer*>& layers) {
  QByteArray text;
  QByteArrayList known;
  for (const Layer* layer : layers) {
    const QByteArray id = idOf(*layer);
    if (known.contains(id)) continue;
    known << id;
    const QRectF& clip = layer->clip;
    text += "<clipPath id=\"" + id + "\"><rect" + attribute("x", clip.x()) + attribute("y", clip.y()) +
            attribute("width", clip.width()) + attribute("height", clip.height()) + "/></clipPath>\n";
  }
  return text;
}

QByteArray svgOpening(const Picture& picture) {
  const QSizeF page = picture.inMm ? picture.sizeMm() : picture.sizePx();
  const QByteArray unit = picture.inMm ? "mm\"" : "\"";
  const QByteArray size = " width=\"" + svgNumber(page.width()) + unit + " height=\"" + svgNumber(page.height()) + unit;
  // The font that the page was measured with comes first.
  QStringList families{QFontInfo(fontOf(FontRole::Normal, picture.type)).family()};
  families << fontOf(FontRole::Normal, picture.type).families();
  families.removeDuplicates();
  for (QString& family : families) family = QLatin1Char('\'') + family + QLatin1Char('\'');
  return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + size + " viewBox=\"0 0 " + svgNumber(picture.size.width()) +
         ' ' + svgNumber(picture.size.height()) + "\" role=\"img\" font-family=\"" +
         xmlText(families.join(QLatin1Char(','))) + ",sans-serif\">\n";
}

QByteArray svgOf(const Picture& picture, const QByteArray& metadata) {
  std::vector<const Layer*> layers;
  for (const Layer& layer : picture.scene.layers)
    if (!layer.shapes.empty()) layers.push_back(&layer);
  QByteArray text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svgOpening(picture) + "<title>" +
                    xmlText(picture.title) + "</title>\n<desc>" + xmlText(picture.description) + "</desc>\n";
  if (!metadata.isEmpty()) text += "<metadata>\n" + metadata + "</metadata>\n";
  text += "<defs>\n" + svgClips(layers) + "</defs>\n";
  SvgColorValues colors(picture.theme);
  for (const Layer* layer : layers) text += svgLayer(*layer, picture, colors);
  return text + "</svg>\n";
}

QByteArray svgFileOf(const PictureContent& content) { return svgOf(content.picture, recordElement(content.record)); }

}  // namespace roundscope::ui
