// Asks the core's analysis. See path_analysis.h.
#include "ui/timeline/path_analysis.h"

#include "core/analysis/critical_path.h"
#include "core/analysis/slack.h"

namespace roundscope::ui {

std::shared_ptr<const PathAnalysis> analysePath(const Run& run, const std::stop_token& stop) {
  auto path = std::make_shared<PathAnalysis>();
  // Which calls decide the end of a run that was cut off, nobody knows.
  if (run.trace().cutOff() != CutOff::None) return path;
  if (const auto last = lastAnsweredIngress(run.calls())) {
    path->critical = criticalPath(run.calls(), *last);
    path->criticalOf.resize(run.scenario().canisters.size());
    for (const CallId id : path->critical) path->criticalOf[run.call(id).caller.value].push_back(id);
    path->slackRounds = slackOf(run.calls(), *last, stop);
  }
  return path;
}

}  // namespace roundscope::ui
