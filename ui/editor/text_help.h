// What the text editor offers at a place of a scenario's text: words to complete, and what a field means. No widget.
#pragma once

#include <QString>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
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

/// Where an error of a text is.
struct ErrorPlace {
  std::size_t line = 0;  ///< from 0
  std::size_t begin = 0;
  std::size_t end = 0;  ///< of the value that is wrong, or of its line
  QString message;
  QString withPointer;  ///< the message for who does not see the place: behind the whole pointer
};
/// The places of all errors that a text has, by line. `error` is of parseScenario().
std::vector<ErrorPlace> placesOf(const Error& error, std::string_view text);

}  // namespace roundscope::ui
