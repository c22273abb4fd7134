// In PNG it is a text chunk; in SVG an element of the metadata; in PDF an element of the XMP packet, which may be
// looked for by its header (source: XMP Specification, part 3); in a page a script of type text/plain, before which
// nothing stands that may hold the character "<" of its tag; in GIF a comment that starts with its name.
#include "ui/files/record_places.h"

#include <QBuffer>
#include <QImageReader>
#include <QXmlStreamReader>

#include "ui/files/gif_comments.h"

namespace roundscope::ui {

namespace {

constexpr const char* kPacketBegin = "<?xpacket begin=";
constexpr const char* kPacketEnd = "<?xpacket end=";

/// The content of the record's element.
QByteArray lineInXml(const QByteArray& xml) {
  QXmlStreamReader reader(xml);
  while (!reader.atEnd())
    if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String(kRecordName) &&
        reader.namespaceUri() == QLatin1String(kRecordNamespace))
      return reader.readElementText().toLatin1();
  return {};
}

QByteArray lineInPdf(const QByteArray& bytes) {
  for (qsizetype begin = bytes.indexOf(kPacketBegin); begin >= 0; begin = bytes.indexOf(kPacketBegin, begin + 1)) {
    const qsizetype end = bytes.indexOf(kPacketEnd, begin);
    if (end < 0) return {};
    const QByteArray line = lineInXml(bytes.mid(begin, end - begin));
    if (!line.isEmpty()) return line;
    begin = end;
  }
  return {};
}

QByteArray lineInPage(const QByteArray& bytes) {
  const QByteArray tag = pageRecordTag();
  const qsizetype start = bytes.indexOf(tag);
  const qsizetype end = start < 0 ? -1 : bytes.indexOf('<', start + tag.size());
  return end < 0 ? QByteArray() : bytes.mid(start + tag.size(), end - start - tag.size());
}

QByteArray lineInPng(const QByteArray& bytes) {
  QBuffer buffer;
  buffer.setData(bytes);
  return QImageReader(&buffer, "png").text(QLatin1String(kRecordName)).toLatin1();
}

QByteArray lineInGif(const QByteArray& bytes) {
  const QByteArray name = QByteArray(kRecordName) + ' ';
  for (const QByteArray& comment : gifComments(bytes))
    if (comment.startsWith(name)) return comment.mid(name.size());
  return {};
}

/// How a kind of picture begins, and how its record is found.
struct Kind {
  const char* head;
  QByteArray (*line)(const QByteArray& bytes);
};
constexpr Kind kKinds[] = {{"\x89PNG", lineInPng}, {"GIF8", lineInGif}, {"%PDF-", lineInPdf},
                           {"<?xml", lineInXml},   {"<svg", lineInXml}, {"<!DOCTYPE html", lineInPage}};

const Kind* kindOf(const QByteArray& bytes) {
  const QByteArray head = bytes.left(256).trimmed();
  for (const Kind& kind : kKinds)
    if (head.startsWith(kind.head)) return &kind;
  return nullptr;
}

}  // namespace

QByteArray pageRecordTag() { return QByteArray("<script type=\"text/plain\" id=\"") + kRecordName + "\">"; }

bool looksLikePicture(const QByteArray& bytes) { return kindOf(bytes) != nullptr; }

QByteArray recordLineIn(const QByteArray& bytes) {
  const Kind* kind = kindOf(bytes);
  return kind == nullptr ? QByteArray() : kind->line(bytes);
}

}  // namespace roundscope::ui
