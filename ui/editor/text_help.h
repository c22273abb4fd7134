// What the text editor offers at a place of a scenario's text: words to complete, and what a field means. No widget.
#pragma once

#include <QString>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/schema_guide.h"

namespace roundscope::ui {

/// One line of the list of completions.
struct Completion {
  QString label;
  std::string text;     ///< what is written
  bool goesOn = false;  ///< a value is to be chosen next
};

/// All that may be written at a byte of the text, and what it takes the place of.
struct Completions {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<Completion> entries;
};

/// `guide` must know this text. Empty where nothing is known, or nothing fits what is written so far.
Completions completionsAt(const SchemaGuide& guide, std::string_view text, std::size_t offset);

/// Name, type, range, default and description of the field at a byte, a line each; empty where there is none.
QString helpAt(const SchemaGuide& guide, std::string_view text, std::size_t offset);

}  // namespace roundscope::ui
