// What a form writes into the document. Each gives the whole new text and changes nothing itself, as the document's own
// edits do; what follows a name is renamed with it.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/scenario/document.h"
#include "core/scenario/schema_guide.h"
#include "ui/editor/form_fields.h"

namespace roundscope::ui {

/// What was typed into a field. Errors: those of the document, and text that is no number where one must be.
Result<std::string> withTyped(const Document& document, const SchemaGuide& guide, const FormField& field,
                              const QString& typed);
/// An option of a Choice, Kind or Add field, or another way to write the value.
Result<std::string> withOption(const Document& document, const SchemaGuide& guide, const FormField& field,
                               const FieldOption& option);
/// Where what the option adds is written.
std::string pointerOfAdded(const FormField& field, const FieldOption& option, const Document& before);

/// Writes a member in the schema's order of members.
Result<std::string> withMember(const Document& document, const SchemaGuide& guide, const std::string& pointer,
                               const std::string& json);
/// An element into a list, which is made where there is none.
Result<std::string> withElement(const Document& document, const SchemaGuide& guide, const std::string& list,
                                std::size_t number, const std::string& json);
/// The value once more behind itself, or beside it, under a name that nobody has.
struct Duplicate {
  std::string text;
  std::string pointer;  ///< of the copy
};
Result<Duplicate> withDuplicate(const Document& document, const std::string& pointer);

/// A text as JSON.
std::string quoted(const std::string& content);
/// `stem`, or with a number where something of the object or list has that name.
std::string freshName(const Document& document, const std::string& holder, const std::string& stem);

}  // namespace roundscope::ui
