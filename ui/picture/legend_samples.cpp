// See legend_samples.h.
#include "ui/picture/legend_samples.h"

#include <QImage>
#include <QPainter>
#include <cmath>
#include <cstring>

#include "ui/drawing/painter.h"

namespace roundscope::ui {

namespace {

/// A sample and some paper around it, magnified so that a pattern has pixels enough.
constexpr QSize kPage{24, 20};
constexpr int kZoom = 3;

bool isGround(const Shape& shape) {
  if (const auto* rect = std::get_if<RectShape>(&shape)) return rect->fill.role == Role::Background && !rect->border;
  const auto* line = std::get_if<LineShape>(&shape);
  return line != nullptr && line->paint.role == Role::Divider;
}

double apart(const std::array<double, 3>& a, const std::array<double, 3>& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

}  // namespace

std::vector<LegendSample> legendSamplesOf(const Scene& scene) {
  std::vector<LegendSample> samples;
  for (const Layer& layer : scene.layers) {
    if (std::strcmp(layer.name, "legend") != 0) continue;
    LegendSample open;
    for (const Shape& shape : layer.shapes) {
      const auto* text = std::get_if<TextShape>(&shape);
      if (text == nullptr) {
        if (!isGround(shape)) open.shapes.push_back(shape);
        continue;
      }
      open.words = text->text;
      if (!open.shapes.empty()) samples.push_back(std::move(open));
      open = {};
    }
  }
  return samples;
}

SeenSample::SeenSample(const LegendSample& sample, const Theme& theme, Eyes eyes)
    : m_paper(labOf(seenBy(eyes, theme.color(Role::Background)))) {
  QRectF bounds;
  for (const Shape& shape : sample.shapes) bounds = bounds.united(boundsOf(shape));
  const QRectF page(QPointF(0, 0), kPage);
  Layer layer{"sample", page, sample.shapes};
  for (Shape& shape : layer.shapes) moveBy(shape, page.center() - bounds.center());
  QImage image(kPage * kZoom, QImage::Format_RGB32);
  image.fill(theme.color(Role::Background));
  QPainter painter(&image);
  painter.scale(kZoom, kZoom);
  paintScene(painter, {{layer}, {}, 0, {}}, theme, 10);
  painter.end();
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) m_pixels.push_back(labOf(seenBy(eyes, image.pixelColor(x, y))));
}

double SeenSample::distanceTo(const SeenSample& other) const {
  double sum = 0;
  double drawn = 0;
  for (std::size_t i = 0; i < m_pixels.size(); ++i) {
    if (apart(m_pixels[i], m_paper) < 1 && apart(other.m_pixels[i], m_paper) < 1) continue;
    sum += apart(m_pixels[i], other.m_pixels[i]);
    ++drawn;
  }
  return drawn == 0 ? 0 : sum / drawn;
}

}  // namespace roundscope::ui
