// Private to core/scenario and core/lesson: text → JSON that keeps its order, with comments allowed, and back from a
// JSON pointer to the line where it is written.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace roundscope::detail {

/// Keeps fields in the order of the file, because methods and variables are numbered and shown in it.
using Json = nlohmann::ordered_json;

/// What is wrong with the scenario, at a JSON pointer. Thrown within core/scenario; failures.h gathers several.
struct ParseFailure {
  std::string pointer;
  std::string what;
  std::string expected;
  std::string missingField{};  ///< set when the object at `pointer` lacks this field
  std::size_t line = 0;        ///< set when the text is no JSON; else found from the pointer
  std::string namesOf{};       ///< for an unknown name, the list or object that declares such names
};

/// The names by which the library's walk through JSON asks whoever hears it for its types.
struct JsonHandler {
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;
};

class ParseFailures;

/// As an error of the scenario; one without a pointer is of the whole.
[[nodiscard]] Error errorOf(const ParseFailure& failure);

/// Reads JSON. Comments (`//` and `/* */`) are allowed; keys that occur twice in an object are not.
/// Throws ParseFailure. Where `repeated` is given it gathers such keys instead, and the first value of each counts.
Json readJson(std::string_view text, ParseFailures* repeated = nullptr);

/// The line (from 1) on which the value at each pointer is written, or where its nearest written parent is.
/// `text` must be accepted by readJson(). Reads it again, once: only errors ask.
std::vector<std::size_t> linesOf(std::string_view text, const std::vector<std::string>& pointers);
std::size_t lineOf(std::string_view text, const std::string& pointer);

/// "/a/b" → "a", "b", with ~1 and ~0 resolved.
std::vector<std::string> pointerTokens(std::string_view pointer);
/// A member or element; null where there is none.
const Json* childOf(const Json& json, const std::string& token);
/// A value of the document by its pointer; the names beside it where there is none.
struct Looked {
  const Json* value = nullptr;
  std::string missing;             ///< the part of the pointer that is not there
  std::vector<std::string> known;  ///< what stands there instead
};
Looked lookUp(const Json& root, const std::string& pointer);

/// The pointer of a member or element.
std::string childPointer(const std::string& pointer, std::string_view token);

/// A pointer for an error message: on one line whatever the names in it are, long ones shortened in the middle.
std::string shownPointer(const std::string& pointer);
/// What is wrong or expected, shortened in the middle where many names are long.
std::string shownSentence(std::string_view sentence);
/// A name for an error message, shortened in the middle where it is long.
std::string shownName(std::string_view name);
/// A value for an error message: short, on one line and valid UTF-8.
std::string shown(const Json& value);

/// The value as JSON without spaces. What is no UTF-8 in it, which a name from outside may hold, becomes U+FFFD.
std::string compactText(const Json& value);

}  // namespace roundscope::detail
