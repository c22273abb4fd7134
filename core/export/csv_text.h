// Text as a cell of a table that a spreadsheet opens.
#pragma once

#include <string>
#include <string_view>

namespace roundscope {

/// A field of CSV, in quotation marks where they are needed. A text that begins as a formula does, with = + - @ tab or
/// CR, gets an apostrophe in front, so that no spreadsheet computes it; a plain number stays as it is. Source: RFC
/// 4180; OWASP, "CSV Injection".
[[nodiscard]] std::string csvField(std::string_view text);

inline constexpr std::string_view kCsvLineEnd = "\r\n";  ///< Source: RFC 4180, section 2

/// By these bytes at the start of a file some spreadsheets know that it is UTF-8.
inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

}  // namespace roundscope
