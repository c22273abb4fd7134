// Where in a scenario's text its errors are, for the editor and for other programs' editors.
#pragma once

#include <QString>
#include <cstddef>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace roundscope::ui {

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
