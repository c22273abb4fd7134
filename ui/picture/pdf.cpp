// By QPdfWriter; title, description and record are in its metadata. See pdf.h.
#include "ui/picture/pdf.h"

#include <QBuffer>
#include <QMarginsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include "ui/picture/pdf_tags.h"
#include "ui/picture/xml_text.h"

namespace roundscope::ui {

namespace {

constexpr int kPdfUnitsPerPixel = 20;

QByteArray xmpOf(const Picture& picture, const std::optional<PictureRecord>& record) {
  const auto language = [](const QString& words) {
    return "<rdf:Alt><rdf:li xml:lang=\"x-default\">" + xmlText(words) + "</rdf:li></rdf:Alt>";
  };
  return "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
         "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
         language(picture.title) + "</dc:title><dc:description>" + language(picture.description) + "</dc:description>" +
         recordElement(record) + "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
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

/// Qt rounds a page to whole points, from whose upper left corner it draws. A column of a paper is not so wide.
void setExactPage(QByteArray& pdf, QSizeF points) {
  static constexpr QByteArrayView kKey = "/MediaBox [";
  const qsizetype start = pdf.indexOf(kKey) + kKey.size();
  const qsizetype end = pdf.indexOf(']', start);
  if (start < kKey.size() || end < 0) return;
  const double top = pdf.mid(start, end - start).simplified().split(' ').value(3).toDouble();
  const QByteArray box = "0 " + QByteArray::number(top - points.height(), 'f', 3) + ' ' +
                         QByteArray::number(points.width(), 'f', 3) + ' ' + QByteArray::number(top, 'f', 0);
  // As long as before, so that no offset changes.
  if (box.size() <= end - start) pdf.replace(start, end - start, box.leftJustified(end - start, ' '));
}

}  // namespace

QByteArray pdfOf(const PictureContent& content) {
  const Picture& picture = content.picture;
  const QSizeF points = picture.sizePx() * 72 / kPageDpi;
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setResolution(static_cast<int>(kPageDpi) * kPdfUnitsPerPixel);
    writer.setPageSize(QPageSize(points, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(allowedInXml(picture.title));
    writer.setCreator(QStringLiteral("Roundscope " ROUNDSCOPE_VERSION));
    writer.setDocumentXmpMetadata(xmpOf(picture, content.record));
    QPainter painter(&writer);
    painter.scale(kPdfUnitsPerPixel, kPdfUnitsPerPixel);
    paintPicture(painter, picture);
  }
  dropDates(bytes);
  setExactPage(bytes, points);
  const QString again = content.record ? QStringLiteral("To draw it again: ") + QLatin1String(kDrawAgain) : QString();
  return tagged(bytes, {allowedInXml(picture.description), again});
}

}  // namespace roundscope::ui
