// A step of a method as one line, read from the text as it is written: also where the scenario cannot be run.
#pragma once

#include <QString>
#include <string>

#include "core/scenario/document.h"

namespace roundscope::ui {

/// "call callee.ping × 90, parallel". The step is at the pointer.
QString stepLine(const Document& document, const std::string& pointer);
/// The member that says what the step does: "call"; empty where it says nothing.
std::string stepKind(const Document& document, const std::string& pointer);

}  // namespace roundscope::ui
