// A small JSON document as text that people read.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace roundscope {

/// Names from a file are valid UTF-8; the replacement is for good measure, and never throws.
template <class Json>
[[nodiscard]] std::string jsonText(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace roundscope
