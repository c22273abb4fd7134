// Why a file could not be written, in words that help.
#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include "core/base/result.h"

namespace roundscope::ui {

/// `where`: how the user named it; `file`: where its links lead, which is looked at once more for what is wrong. Of
/// kind InputOutput.
[[nodiscard]] Error unwritten(const std::string& where, const std::filesystem::path& file, std::error_code why);

}  // namespace roundscope::ui
