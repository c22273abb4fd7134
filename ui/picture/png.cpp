// By QImage; title, description and record are text chunks. See png.h.
#include "ui/picture/png.h"

#include <QBuffer>
#include <QImageWriter>

#include "ui/files/record_places.h"

namespace roundscope::ui {

QByteArray pngOf(const PictureContent& content) {
  QImage image = renderPicture(content.picture, dpiOf(content.figure));
  image.setText(QStringLiteral("Title"), content.picture.title);
  image.setText(QStringLiteral("Description"), content.picture.description);
  image.setText(QStringLiteral("Software"), QStringLiteral("Roundscope " ROUNDSCOPE_VERSION));
  if (content.record) {
    image.setText(QStringLiteral("Comment"), QStringLiteral("To draw it again: ") + QLatin1String(kDrawAgain));
    image.setText(QLatin1String(kRecordName), QString::fromLatin1(encodeRecord(*content.record)));
  }
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QImageWriter writer(&buffer, "png");
  writer.write(image);
  return bytes;
}

}  // namespace roundscope::ui
