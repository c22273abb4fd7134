// Scenario files on disk: the one place that reads them.
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <variant>
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
  QString path{};  ///< of the scenario's own file; empty where it came out of a picture or standard input
};

using Openable = std::variant<std::string, PictureRecord>;
/// The bytes of a scenario file as a text, or a picture's record. "-" is standard input, which can be read once.
/// Errors: of kind InputOutput when the file cannot be read; what recordIn() says.
[[nodiscard]] Result<Openable> readOpenable(const QString& path);
/// How errors name the file.
[[nodiscard]] std::string nameInErrors(const QString& path);
/// Parses and checks what was read from this path. `overrides` change every variant.
/// Errors: what parseScenario() says.
[[nodiscard]] Result<OpenedScenario> openScenario(const Openable& read, const QString& path,
                                                  const std::vector<Override>& overrides = {});

/// Reads, parses and checks a scenario file, or the scenario in a picture that Roundscope saved. `overrides` change
/// every variant.
/// Errors: those of readOpenable() and openScenario().
[[nodiscard]] Result<OpenedScenario> openScenarioFile(const QString& path, const std::vector<Override>& overrides = {});

}  // namespace roundscope::ui
