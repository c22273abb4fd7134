// The scenarios to start from that are built into the program, by id.
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace roundscope::ui {

struct TemplateInfo {
  QString id;
  QString title;
  QString description;
};

/// All templates in the order in which they are offered. Title and description are the scenario's own.
[[nodiscard]] const std::vector<TemplateInfo>& templates();

/// A template's file, with its comments.
/// Errors: of kind InputOutput when there is no such template; it lists those that there are.
[[nodiscard]] Result<std::string> loadTemplate(const QString& id);

}  // namespace roundscope::ui
