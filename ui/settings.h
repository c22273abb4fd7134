// Where the program remembers things between starts.
#pragma once

#include <QSettings>
#include <functional>
#include <optional>

#include "core/base/result.h"

namespace roundscope::ui {

/// QSettings cannot be copied or moved; returning it in place needs neither.
inline QSettings openSettings() {
  return QSettings(QSettings::defaultFormat(), QSettings::UserScope, QStringLiteral("roundscope"),
                   QStringLiteral("roundscope"));
}

/// Changes what is remembered. Where that cannot be saved it is said on the error stream: nothing else is lost.
void remember(const std::function<void(QSettings& settings)>& change);

/// Says what is no more than a pity, on the error stream, and not twice on end.
void tellOnce(const Error& error);

/// Why the program does not remember, or forgot something; absent where all is well.
[[nodiscard]] std::optional<Error> settingsTrouble();

}  // namespace roundscope::ui
