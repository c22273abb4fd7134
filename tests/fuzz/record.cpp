// Records in pictures. The first byte of the input says which picture holds the rest, and whether that is the record's
// line or its JSON, which gets a right checksum: only so does what lies behind it get its turn. 'r': the picture
// itself.
#include <QBuffer>
#include <QImage>
#include <QImageWriter>

#include "tests/fuzz/input.h"
#include "ui/files/picture_record.h"
#include "ui/files/record_places.h"

using namespace roundscope;
using namespace roundscope::ui;

namespace {

QByteArray elementOf(const QByteArray& line) {
  return "<rs:roundscope-record xmlns:rs=\"urn:roundscope\">" + line + "</rs:roundscope-record>";
}

QByteArray pngWith(const QByteArray& line) {
  QImage image(1, 1, QImage::Format_Grayscale8);
  image.fill(0);
  image.setText(QLatin1String(kRecordName), QString::fromLatin1(line));
  QBuffer buffer;
  QImageWriter(&buffer, "png").write(image);
  return buffer.data();
}

QByteArray gifWith(const QByteArray& line) {
  QByteArray gif("GIF89a\x01\x00\x01\x00\x00\x00\x00\x21\xfe", 15);
  const QByteArray comment = QByteArray(kRecordName) + ' ' + line;
  for (qsizetype at = 0; at < comment.size(); at += 255) {
    const QByteArray block = comment.mid(at, 255);
    gif += static_cast<char>(block.size());
    gif += block;
  }
  return gif + QByteArray("\x00\x3b", 2);
}

QByteArray pictureWith(char kind, const QByteArray& line) {
  switch (kind) {
    case 's':
      return "<?xml version=\"1.0\"?><svg><metadata>" + elementOf(line) + "</metadata></svg>";
    case 'd':
      return "%PDF-1.4\n<?xpacket begin='' id='1'?><x>" + elementOf(line) + "</x><?xpacket end='w'?>";
    case 'h':
      return "<!DOCTYPE html>" + pageRecordTag() + line + "</script>";
    case 'p':
      return pngWith(line);
    default:
      return gifWith(line);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const char kind = static_cast<char>(data[0]);
  const QByteArray bytes(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
  const bool isJson = kind >= 'A' && kind <= 'Z';
  const QByteArray picture = kind == 'r' ? bytes
                                         : pictureWith(isJson ? static_cast<char>(kind + ('a' - 'A')) : kind,
                                                       isJson ? recordLine(qCompress(bytes, 1)) : bytes);
  static_cast<void>(looksLikePicture(picture));
  const Result<PictureRecord> record = recordIn(picture, "f");
  if (!record.ok()) {
    fuzz::checkError(record.error());
    return 0;
  }
  const Result<PictureRecord> again = decodeRecord(encodeRecord(record.value()), "f");
  RS_CHECK(again.ok() && again.value() == record.value());
  const Result<Figure> figure = figureIn(record.value(), "f");
  if (!figure.ok()) fuzz::checkError(figure.error());
  const Result<ScenarioSet> set = scenarioOf(record.value(), "f");
  if (!set.ok()) fuzz::checkError(set.error());
  return 0;
}
