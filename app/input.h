// What the user named on the command line: a file or a lesson, and which of its variants.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/parse.h"
#include "core/scenario/scenario.h"
#include "ui/files/picture_record.h"

namespace roundscope::app {

/// The choice that `run` and `render` share.
struct InputOptions {
  std::string source;             ///< a file's path or a lesson's id
  std::string variant;            ///< empty: the first
  bool all = false;               ///< every variant
  std::vector<std::string> sets;  ///< "/json/pointer=VALUE"
};

/// A file when it exists, a lesson otherwise.
/// Errors: of kind Usage for a malformed override, InputOutput when there is no such file or lesson.
Result<ScenarioSet> loadInput(const InputOptions& options);

/// What the picture says that the source names; absent when it is no picture.
std::optional<ui::PictureRecord> pictureNamedBy(const InputOptions& options);

/// The variants asked for, in the file's order. Says on the error stream when there are more than are shown.
/// Errors: of kind Usage when there is no variant of that name.
Result<std::vector<std::shared_ptr<const Scenario>>> chooseVariants(const ScenarioSet& set,
                                                                    const InputOptions& options);

/// Prints the error's one line and gives its exit status.
int report(const Error& error);

/// Prints a text to the standard output. Gives the exit status: output may be a full disk or a closed pipe.
int print(const std::string& text);

}  // namespace roundscope::app
