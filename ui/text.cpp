// See text.h.
#include "ui/text.h"

#include <QRegularExpression>

namespace roundscope::ui {

std::optional<qint64> typedNumber(const QString& typed) {
  // \s is any space here, the thin one and the one that does not break included.
  static const QRegularExpression kBetweenThousands(QStringLiteral("(?<=\\d)[,_\\s’'](?=\\d)"),
                                                    QRegularExpression::UseUnicodePropertiesOption);
  bool isNumber = false;
  const qint64 number = typed.trimmed().remove(kBetweenThousands).toLongLong(&isNumber);
  return isNumber ? std::optional(number) : std::nullopt;
}

}  // namespace roundscope::ui
