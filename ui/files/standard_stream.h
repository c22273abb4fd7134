// The name by which a file on the command line is standard input or standard output.
#pragma once

#include <QString>

namespace roundscope::ui {

/// "-". A file of that name is "./-".
[[nodiscard]] inline bool isStandardStream(const QString& path) { return path == QLatin1String("-"); }

}  // namespace roundscope::ui
