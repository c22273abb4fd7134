// The text of a scenario as rows of a tree, each with the place where it is written: also where the scenario cannot be
// run, as long as its text is JSON.
#pragma once

#include <QString>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/scenario/document.h"

namespace roundscope::ui {

struct ScenarioRow {
  std::string pointer;  ///< of what the row stands for; may be absent from the text, as a section without entries
  QString text;
  QString detail{};        ///< the row's tooltip
  std::string list{};      ///< the list whose elements are the first children; empty where there is none
  std::size_t elements{};  ///< how many of the children these are
  std::string content{};   ///< as written, by which a row is known again after an edit
  bool isEntry = false;    ///< it can be deleted, and written twice
  ScenarioRow* parent = nullptr;
  std::vector<std::unique_ptr<ScenarioRow>> children{};
};

/// Network, subnets, canisters with methods and steps, users' messages, operations and variants. The row that is
/// given stands for all of them.
std::unique_ptr<ScenarioRow> scenarioRows(const Document& document);

}  // namespace roundscope::ui
