// Text as XML and HTML can hold it.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace roundscope::ui {

/// What XML 1.0 has no place for, each once: control characters, halves of pairs, U+FFFE and U+FFFF.
/// Source: Extensible Markup Language 1.0, production 2, "Char".
[[nodiscard]] QList<char32_t> forbiddenInXml(const QString& words);

/// The words with U+FFFD in place of what is forbidden.
[[nodiscard]] QString allowedInXml(const QString& words);

/// The words between tags or in an attribute: allowedInXml(), escaped, in UTF-8.
[[nodiscard]] QByteArray xmlText(const QString& words);

/// ` name="words"`.
[[nodiscard]] QByteArray xmlAttribute(const char* name, const QString& words);

/// "U+0007".
[[nodiscard]] QString codePointText(char32_t character);

}  // namespace roundscope::ui
