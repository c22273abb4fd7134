// The scenario files that were opened or saved last, over all starts of the program.
#pragma once

#include <QString>
#include <QStringList>

namespace roundscope::ui {

/// Absolute paths, the last used first. Files that are gone are left out, and there again when they are back.
[[nodiscard]] QStringList recentFiles();

/// Makes this file the last used one.
void noteRecentFile(const QString& path);

/// Forgets all.
void clearRecentFiles();

}  // namespace roundscope::ui
