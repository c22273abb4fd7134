// See trace_file.h.
#include "ui/files/trace_file.h"

#include "ui/files/write_file.h"

namespace roundscope::ui {

std::optional<Error> saveTrace(const TracedRuns& runs, const TraceFormat& format, const QString& path,
                               const std::stop_token& stop) {
  return writeFile(path, [&](const TextSink& sink) {
    return format.write(runs, [&](std::string_view piece) { return !stop.stop_requested() && sink(piece); });
  });
}

}  // namespace roundscope::ui
