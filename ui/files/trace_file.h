// Traces on disk: the one place that saves them.
#pragma once

#include <QString>
#include <optional>
#include <stop_token>

#include "core/base/result.h"
#include "core/export/trace_formats.h"

namespace roundscope::ui {

/// Saves the runs in this format, whole or not at all.
/// Errors: of kind InputOutput when the file cannot be written, or a stop was asked for before its end.
[[nodiscard]] std::optional<Error> saveTrace(const TracedRuns& runs, const TraceFormat& format, const QString& path,
                                             const std::stop_token& stop = {});

}  // namespace roundscope::ui
