// Texts that have not the room they need.
#pragma once

#include <QStringList>

namespace roundscope::ui {

/// Visible labels and buttons of all windows that show less than their text, each in words. Lines that give way
/// (ElidedLabel) are no such.
[[nodiscard]] QStringList cutTexts();

}  // namespace roundscope::ui
