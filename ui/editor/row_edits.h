// What can be done with a row of the scenario's tree: add beside it or inside, move, duplicate, delete.
#pragma once

#include <QString>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/document.h"
#include "core/scenario/schema_guide.h"
#include "ui/models/scenario_rows.h"

namespace roundscope::ui {

/// Something to add: an element of a list or a named entry, with a first value that makes sense.
struct RowAddition {
  QString label;
  QString description;
  std::string holder;                   ///< the list or object that gets it
  std::optional<std::size_t> number{};  ///< its place in the list
  std::string name{};                   ///< or its name in the object
  std::string json;

  [[nodiscard]] std::string pointer() const { return pointerTo(holder, number ? std::to_string(*number) : name); }
};

/// A row's edit, and where one goes on afterwards.
struct RowEdit {
  std::string text;
  std::string pointer;
};

std::vector<RowAddition> additionsAt(const Document& document, const SchemaGuide& guide, const ScenarioRow& row);
Result<RowEdit> withAddition(const Document& document, const SchemaGuide& guide, const RowAddition& addition);
/// One place up (-1) or down (1). Errors: also where there is no such place.
Result<RowEdit> withShift(const Document& document, const ScenarioRow& row, int by);
/// Also the list with its last element, where the schema wants no empty one.
Result<RowEdit> withoutRow(const Document& document, const SchemaGuide& guide, const ScenarioRow& row);

}  // namespace roundscope::ui
