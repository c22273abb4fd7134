// Scenario files on disk: the one place that reads them.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/parse.h"
#include "core/scenario/scenario.h"
#include "ui/files/picture_record.h"

namespace roundscope::ui {

/// A scenario, and where it came out of a picture, what the picture says.
struct OpenedScenario {
  ScenarioSet set;
  std::optional<PictureRecord> picture;
  QString path{};  ///< of the scenario's own file; empty where it came out of a picture
};

/// Reads, parses and checks a scenario file, or the scenario in a picture that Roundscope saved. `overrides` change
/// every variant.
/// Errors: of kind InputOutput when the file cannot be read; what recordIn() and parseScenario() say.
[[nodiscard]] Result<OpenedScenario> openScenarioFile(const QString& path, const std::vector<Override>& overrides = {});

}  // namespace roundscope::ui
