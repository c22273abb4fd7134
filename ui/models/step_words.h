// A step of a method as one line of words.
#pragma once

#include <QString>

#include "core/scenario/scenario.h"

namespace roundscope::ui {

/// "call callee.ping × 90, parallel". `method` owns the step.
QString stepWords(const Step& step, const Scenario& scenario, MethodRef method);

}  // namespace roundscope::ui
