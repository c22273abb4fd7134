// Endings of file names, by which tables of formats are read.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace roundscope {

/// Whether a file's name ends so, in capitals or not. `ending` is in small letters. A name that is nothing but the
/// ending is that of a hidden file, which has none.
[[nodiscard]] bool hasEnding(std::string_view fileName, std::string_view ending);

/// ".png", ".png or .svg", ".png, .svg or .pdf".
[[nodiscard]] std::string endingsText(std::span<const std::string_view> endings);

}  // namespace roundscope
