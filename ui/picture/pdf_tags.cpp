// Objects are found through the table at the file's end, never by their looks. See pdf_tags.h.
#include "ui/picture/pdf_tags.h"

#include <map>
#include <optional>

namespace roundscope::ui {

namespace {

QByteArray number(qsizetype value) { return QByteArray::number(value); }
QByteArray reference(int object) { return number(object) + " 0 R"; }

/// A text of any letters.
QByteArray hexText(const QString& words) {
  QByteArray bytes("\xfe\xff");
  for (const QChar unit : words)
    bytes.append(static_cast<char>(unit.unicode() >> 8)).append(static_cast<char>(unit.unicode() & 0xff));
  return '<' + bytes.toHex() + '>';
}

/// The number behind the first `key` at or after `from`; -1: there is none.
qsizetype numberAfter(const QByteArray& text, const QByteArray& key, qsizetype from = 0) {
  const qsizetype at = text.indexOf(key, from);
  if (at < 0) return -1;
  qsizetype end = at + key.size();
  while (end < text.size() && (text[end] == ' ' || text[end] == '\n')) ++end;
  const qsizetype start = end;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end > start ? text.mid(start, end - start).toLongLong() : -1;
}

/// A file as QPdfWriter makes it: one table of one section, and dictionaries without streams where we look.
class WrittenPdf {
 public:
  explicit WrittenPdf(const QByteArray& bytes) : m_bytes(bytes) {
    m_table = numberAfter(bytes, "startxref", std::max<qsizetype>(0, bytes.lastIndexOf("startxref")));
    const QByteArray start = "xref\n0 ";
    if (m_table < 0 || bytes.mid(m_table, start.size()) != start) return;
    m_count = static_cast<int>(numberAfter(bytes, start, m_table));
    m_entries = bytes.indexOf('\n', m_table + start.size()) + 1;
    m_trailer = bytes.mid(bytes.indexOf("trailer", m_entries));
  }

  [[nodiscard]] qsizetype table() const { return m_table; }
  [[nodiscard]] int count() const { return m_count; }
  /// The object that the trailer names.
  [[nodiscard]] int named(const char* key) const { return static_cast<int>(numberAfter(m_trailer, key)); }
  /// What stands between the outer brackets of a dictionary.
  [[nodiscard]] std::optional<QByteArray> dictionary(int object) const {
    if (object <= 0 || object >= m_count) return std::nullopt;
    constexpr qsizetype kEntry = 20;
    const qsizetype at = m_bytes.mid(m_entries + object * kEntry, 10).toLongLong();
    const QByteArray start = number(object) + " 0 obj\n<<\n";
    const qsizetype end = m_bytes.indexOf(">>\nendobj", at);
    if (m_bytes.mid(at, start.size()) != start || end < 0) return std::nullopt;
    return m_bytes.mid(at + start.size(), end - at - start.size());
  }

 private:
  const QByteArray& m_bytes;
  qsizetype m_table = -1;
  qsizetype m_entries = 0;
  int m_count = 0;
  QByteArray m_trailer;
};

/// Collects objects, and writes them behind the end of a file.
class Update {
 public:
  explicit Update(const WrittenPdf& file) : m_file(file), m_next(file.count()) {}

  [[nodiscard]] int fresh() { return m_next++; }
  void set(int object, const QByteArray& body) { m_objects[object] = body; }
  void setDictionary(int object, const QByteArray& entries) { set(object, "<<\n" + entries + ">>"); }
  void setStream(int object, const QByteArray& content) {
    set(object, "<<\n/Length " + number(content.size()) + "\n>>\nstream\n" + content + "\nendstream");
  }

  void appendTo(QByteArray& bytes) const {
    if (!bytes.endsWith('\n')) bytes += '\n';
    std::map<int, qsizetype> places;
    for (const auto& [object, body] : m_objects) {
      places[object] = bytes.size();
      bytes += number(object) + " 0 obj\n" + body + "\nendobj\n";
    }
    const qsizetype table = bytes.size();
    bytes += "xref\n";
    for (const auto& [object, place] : places)
      bytes += number(object) + " 1\n" + number(place).rightJustified(10, '0') + " 00000 n \n";
    bytes += "trailer\n<<\n/Size " + number(m_next) + "\n/Info " + reference(m_file.named("/Info")) + "\n/Root " +
             reference(m_file.named("/Root")) + "\n/Prev " + number(m_file.table()) + "\n>>\nstartxref\n" +
             number(table) + "\n%%EOF\n";
  }

 private:
  const WrittenPdf& m_file;
  int m_next;
  std::map<int, QByteArray> m_objects;
};

}  // namespace

QByteArray tagged(QByteArray pdf, const PdfTags& tags) {
  const WrittenPdf file(pdf);
  const int rootNumber = file.named("/Root");
  const int infoNumber = file.named("/Info");
  const auto root = file.dictionary(rootNumber);
  const auto info = file.dictionary(infoNumber);
  const auto pages = root ? file.dictionary(static_cast<int>(numberAfter(*root, "/Pages"))) : std::nullopt;
  const int pageNumber = pages ? static_cast<int>(numberAfter(*pages, "/Kids \n[")) : -1;
  const auto page = file.dictionary(pageNumber);
  const auto content = page ? numberAfter(*page, "/Contents") : -1;
  if (!info || content < 0 || root->contains("/StructTreeRoot")) return pdf;

  Update update(file);
  const int begin = update.fresh();
  const int end = update.fresh();
  const int tree = update.fresh();
  const int figure = update.fresh();
  update.setStream(begin, "/Figure <</MCID 0>> BDC");
  update.setStream(end, "EMC");
  update.setDictionary(tree, "/Type /StructTreeRoot\n/K " + reference(figure) + "\n/ParentTree <</Nums [0 [" +
                                 reference(figure) + "]]>>\n/ParentTreeNextKey 1\n");
  const qsizetype box = page->indexOf("/MediaBox ") + 10;
  update.setDictionary(figure, "/Type /StructElem\n/S /Figure\n/P " + reference(tree) + "\n/Pg " +
                                   reference(pageNumber) + "\n/K 0\n/Alt " + hexText(tags.description) +
                                   "\n/A <</O /Layout /Placement /Block /BBox " +
                                   page->mid(box, page->indexOf(']', box) + 1 - box) + ">>\n");
  QByteArray tagged = *page;
  tagged.replace("/Contents " + reference(static_cast<int>(content)), "/Contents [" + reference(begin) + ' ' +
                                                                          reference(static_cast<int>(content)) + ' ' +
                                                                          reference(end) + "]\n/StructParents 0");
  update.setDictionary(pageNumber, tagged);
  update.setDictionary(rootNumber, *root + "/StructTreeRoot " + reference(tree) +
                                       "\n/MarkInfo <</Marked true>>\n/Lang (en)\n"
                                       "/ViewerPreferences <</DisplayDocTitle true>>\n");
  if (!tags.subject.isEmpty()) update.setDictionary(infoNumber, *info + "/Subject " + hexText(tags.subject) + '\n');
  QByteArray bytes = pdf;
  update.appendTo(bytes);
  return bytes;
}

}  // namespace roundscope::ui
