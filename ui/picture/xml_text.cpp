// See xml_text.h.
#include "ui/picture/xml_text.h"

namespace roundscope::ui {

namespace {

bool isForbidden(char32_t c) {
  if (c < 0x20) return c != U'\t' && c != U'\n' && c != U'\r';
  return (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF || c > 0x10FFFF;
}

/// Calls `visit` with each character; the half of a pair that stands alone is itself.
template <class Visit>
void forEachCharacter(const QString& words, const Visit& visit) {
  for (qsizetype i = 0; i < words.size(); ++i) {
    const QChar unit = words[i];
    const bool pair = unit.isHighSurrogate() && i + 1 < words.size() && words[i + 1].isLowSurrogate();
    visit(pair ? QChar::surrogateToUcs4(unit, words[i + 1]) : char32_t{unit.unicode()});
    if (pair) ++i;
  }
}

}  // namespace

QList<char32_t> forbiddenInXml(const QString& words) {
  QList<char32_t> found;
  forEachCharacter(words, [&](char32_t c) {
    if (isForbidden(c) && !found.contains(c)) found.append(c);
  });
  return found;
}

QString allowedInXml(const QString& words) {
  if (forbiddenInXml(words).isEmpty()) return words;
  QString allowed;
  forEachCharacter(words, [&](char32_t c) {
    const char32_t written = isForbidden(c) ? char32_t{QChar::ReplacementCharacter} : c;
    allowed += QString::fromUcs4(&written, 1);
  });
  return allowed;
}

QByteArray xmlText(const QString& words) { return allowedInXml(words).toHtmlEscaped().toUtf8(); }

QByteArray xmlAttribute(const char* name, const QString& words) {
  return QByteArray(" ") + name + "=\"" + xmlText(words) + '"';
}

QString codePointText(char32_t character) {
  return QStringLiteral("U+") + QString::number(character, 16).toUpper().rightJustified(4, QLatin1Char('0'));
}

}  // namespace roundscope::ui
