// Where the program remembers things between starts.
#pragma once

#include <QSettings>
#include <functional>
#include <optional>

#include "core/base/result.h"

namespace roundscope::ui {

/// Where QSettings' default format is that of the system, in a format of our own.
[[nodiscard]] QSettings openSettings();
/// At the first start with that format: what was remembered in that of the system.
void takeOverFormerSettings();

/// Changes what is remembered. Where that cannot be saved it is said on the error stream: nothing else is lost.
void remember(const std::function<void(QSettings& settings)>& change);

/// Says what is no more than a pity, on the error stream, and not twice on end.
void tellOnce(const Error& error);

/// Why the program does not remember, or forgot something; absent where all is well.
[[nodiscard]] std::optional<Error> settingsTrouble();

}  // namespace roundscope::ui
