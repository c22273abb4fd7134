// What the event that has just happened was, in one sentence.
#pragma once

#include <QString>

#include "ui/session/session.h"

namespace roundscope::ui {

/// The sentence of the event that happened last at or before the cursor, in the variants that are shown in full; with
/// the variant's name where there are several. Empty before the first event.
[[nodiscard]] QString sentenceAtCursor(const Session& session);

}  // namespace roundscope::ui
