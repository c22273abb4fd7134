// Where the program remembers things between starts.
#pragma once

#include <QSettings>

namespace roundscope::ui {

/// QSettings cannot be copied or moved; returning it in place needs neither.
inline QSettings openSettings() {
  return QSettings(QSettings::defaultFormat(), QSettings::UserScope, QStringLiteral("roundscope"),
                   QStringLiteral("roundscope"));
}

}  // namespace roundscope::ui
