// Private to core/scenario: what is wrong with text that is no JSON, in words that need no knowledge of our library.
#pragma once

#include <string_view>

#include "core/scenario/json_document.h"

namespace roundscope::detail {

/// Throws ParseFailure where the bytes are no text that could be JSON: none at all, UTF-16, or a binary file.
void checkIsText(std::string_view bytes);

/// The library's error in our words, still without its place. `lastToken` is what the library read last, and
/// `endAfterComma` the bracket that would be right there if there were no comma before it.
[[nodiscard]] ParseFailure inOurWords(const nlohmann::detail::exception& error, std::string_view lastToken,
                                      std::string_view endAfterComma);

/// The line (from 1) of a byte.
[[nodiscard]] std::size_t lineAt(std::string_view text, std::size_t offset);

}  // namespace roundscope::detail
