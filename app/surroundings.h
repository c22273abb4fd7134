// What the program needs of the machine that it runs on.
#pragma once

#include <QString>
#include <optional>

#include "core/base/result.h"

namespace roundscope::app {

/// Where Qt could not begin, as without a display: why, in words that help; absent where its message is about something
/// else.
[[nodiscard]] std::optional<Error> noDisplay(const QString& message);

/// Without fonts every text would be boxes. A QGuiApplication must be there.
[[nodiscard]] std::optional<Error> noFonts();

/// Of the first argument that is not UTF-8, as the name of a file may be.
[[nodiscard]] std::optional<Error> notUtf8(int argc, char** argv);

}  // namespace roundscope::app
