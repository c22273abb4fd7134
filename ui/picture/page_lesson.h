// A lesson's text as a part of a page.
#pragma once

#include <QByteArray>

#include "core/lesson/resolve.h"

namespace roundscope::ui {

/// Every step with its question, whose answer stands behind a click, and what the lesson comes to. Readable without
/// scripts, too; the page's script shows one step at a time.
[[nodiscard]] QByteArray lessonHtml(const ResolvedLesson& lesson);

}  // namespace roundscope::ui
