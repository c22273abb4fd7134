// The files draw in `currentColor`, which QtSvg does not know, so the colour is put in here.
#include "ui/window/icon.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace roundscope::ui {
namespace {

QPixmap drawn(QByteArray svg, const QColor& colour, int sizePx) {
  svg.replace("currentColor", colour.name().toLatin1());
  QSvgRenderer renderer(svg);
  QPixmap pixmap(sizePx, sizePx);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  renderer.render(&painter);
  return pixmap;
}

}  // namespace

QIcon drawnIcon(QLatin1String name, const QPalette& palette) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QByteArray svg = file.readAll();
  QIcon icon;
  for (const int sizePx : {16, 20, 24, 32, 40, 48, 64}) {
    icon.addPixmap(drawn(svg, palette.color(QPalette::Active, QPalette::ButtonText), sizePx), QIcon::Normal);
    icon.addPixmap(drawn(svg, palette.color(QPalette::Disabled, QPalette::ButtonText), sizePx), QIcon::Disabled);
  }
  return icon;
}

}  // namespace roundscope::ui
