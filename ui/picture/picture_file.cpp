// PNG by QImage, SVG by our own writer, PDF by QPdfWriter. See picture_file.h.
#include "ui/picture/picture_file.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageWriter>
#include <QMarginsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include "ui/picture/svg.h"

namespace roundscope::ui {

namespace {

constexpr int kPdfUnitsPerPixel = 20;

QByteArray attribute(const char* name, const QString& value) {
  return QByteArray(" ") + name + "=\"" + value.toHtmlEscaped().toUtf8() + '"';
}

/// An XML element that holds the record, and tells a human reader the main points.
QByteArray recordElement(const PictureRecord& record) {
  QStringList prints;
  for (const std::string& print : record.fingerprints) prints << QString::fromStdString(print);
  const QByteArray name = QByteArray("rs:") + kRecordName;
  return '<' + name + " xmlns:rs=\"urn:roundscope\"" + attribute("program", QString::fromStdString(record.program)) +
         attribute("scenario", QString::fromStdString(record.scenario)) +
         attribute("seed", QString::number(record.seed)) + attribute("fingerprints", prints.join(QLatin1Char(' '))) +
         '>' + encodeRecord(record) + "</" + name + ">\n";
}

QByteArray pngOf(const Picture& picture, double dpi, const std::optional<PictureRecord>& record) {
  QImage image = renderPicture(picture, dpi);
  image.setText(QStringLiteral("Title"), picture.title);
  image.setText(QStringLiteral("Description"), picture.description);
  image.setText(QStringLiteral("Software"), QStringLiteral("Roundscope " ROUNDSCOPE_VERSION));
  if (record) image.setText(QLatin1String(kRecordName), QString::fromLatin1(encodeRecord(*record)));
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QImageWriter writer(&buffer, "png");
  writer.write(image);
  return bytes;
}

QByteArray xmpOf(const Picture& picture, const std::optional<PictureRecord>& record) {
  const auto language = [](const QString& words) {
    return "<rdf:Alt><rdf:li xml:lang=\"x-default\">" + words.toHtmlEscaped().toUtf8() + "</rdf:li></rdf:Alt>";
  };
  return "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
         "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
         language(picture.title) + "</dc:title><dc:description>" + language(picture.description) + "</dc:description>" +
         (record ? recordElement(*record) : QByteArray()) +
         "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

/// Qt writes the time of day; a picture has none. What comes in its place is as long, so that no offset changes.
void dropDates(QByteArray& pdf) {
  static constexpr QByteArrayView kKey = "/CreationDate (";
  for (qsizetype at = pdf.indexOf(kKey); at >= 0; at = pdf.indexOf(kKey, at + kKey.size())) {
    const qsizetype start = at + kKey.size();
    const qsizetype end = pdf.indexOf(')', start);
    if (end < 0) return;
    const QByteArray fixed = QByteArray("D:20000101000000Z").leftJustified(end - start, ' ', true);
    pdf.replace(start, end - start, fixed);
  }
}

QByteArray pdfOf(const Picture& picture, const std::optional<PictureRecord>& record) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setResolution(static_cast<int>(kPageDpi) * kPdfUnitsPerPixel);
    writer.setPageSize(QPageSize(picture.size * 72 / kPageDpi, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(picture.title);
    writer.setCreator(QStringLiteral("Roundscope " ROUNDSCOPE_VERSION));
    writer.setDocumentXmpMetadata(xmpOf(picture, record));
    QPainter painter(&writer);
    painter.scale(kPdfUnitsPerPixel, kPdfUnitsPerPixel);
    paintPicture(painter, picture);
  }
  dropDates(bytes);
  return bytes;
}

}  // namespace

std::optional<PictureFormat> formatOfFile(const QString& path) {
  const QString ending = QFileInfo(path).suffix().toLower();
  if (ending == QLatin1String("png")) return PictureFormat::Png;
  if (ending == QLatin1String("svg")) return PictureFormat::Svg;
  if (ending == QLatin1String("pdf")) return PictureFormat::Pdf;
  return std::nullopt;
}

QByteArray encodePicture(const Picture& picture, PictureFormat format, double dpi,
                         const std::optional<PictureRecord>& record) {
  switch (format) {
    case PictureFormat::Png:
      return pngOf(picture, dpi, record);
    case PictureFormat::Svg:
      return svgOf(picture, record ? recordElement(*record) : QByteArray());
    case PictureFormat::Pdf:
      return pdfOf(picture, record);
  }
  return {};
}

std::optional<Error> writeFile(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) return std::nullopt;
  return Error{ErrorKind::InputOutput, path.toStdString(), "cannot be written: " + file.errorString().toStdString(),
               "a folder that can be written to"};
}

}  // namespace roundscope::ui
