// A scene on a layer of a QCustomPlot, drawn by the one painter of scenes. Only ui/plot/ includes this.
#pragma once

#include <qcustomplot.h>

#include <utility>

#include "ui/drawing/painter.h"

namespace roundscope::ui {

/// A scene on a layer of a plot.
class SceneLayerable final : public QCPLayerable {
 public:
  SceneLayerable(QCustomPlot* plot, const QString& layer) : QCPLayerable(plot, layer) {}

  void show(Scene scene, const Theme& theme, double basePt) {
    m_scene = std::move(scene);
    m_theme = theme;
    m_basePt = basePt;
  }

 protected:
  // The plot cuts one row of pixels off at the lower edge of what is given here.
  [[nodiscard]] QRect clipRect() const override { return QCPLayerable::clipRect().adjusted(0, 0, 0, 1); }
  // Antialiasing is the scene's painter's affair; with the plot's everything would be half a pixel lower.
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  void draw(QCPPainter* painter) override { paintScene(*painter, m_scene, m_theme, m_basePt); }

 private:
  Scene m_scene;
  Theme m_theme;
  double m_basePt = 9;
};

}  // namespace roundscope::ui
