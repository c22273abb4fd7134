// Paints a picture that is laid out. See picture.h.
#include <QPainter>

#include "ui/drawing/painter.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {

void paintPicture(QPainter& painter, const Picture& picture) {
  painter.scale(picture.zoom, picture.zoom);
  paintScene(painter, picture.scene, picture.theme, picture.type);
}

QImage renderPicture(const Picture& picture, double dpi) {
  const double pixels = dpi / kPageDpi;
  const QSizeF page = picture.sizePx() * pixels;
  QImage image(QSize(qRound(page.width()), qRound(page.height())),
               picture.transparent ? QImage::Format_ARGB32 : QImage::Format_RGB32);
  image.fill(picture.transparent ? QColor(Qt::transparent) : picture.theme.color(Role::Background));
  QPainter painter(&image);
  painter.scale(pixels, pixels);
  paintPicture(painter, picture);
  painter.end();
  // Only now, so that painting is in pixels.
  image.setDotsPerMeterX(qRound(dpi / 0.0254));
  image.setDotsPerMeterY(qRound(dpi / 0.0254));
  return image;
}

}  // namespace roundscope::ui
