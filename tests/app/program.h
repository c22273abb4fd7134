// Runs the real program as a user's shell does.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace roundscope::test {

struct Outcome {
  int status = -1;  ///< the exit status; -1 when it ended by a signal
  std::string out;
  std::string err;
};

/// Runs `roundscope ARGUMENTS…` without a display and waits for its end, perhaps with a Ctrl+C on the way.
Outcome roundscope(const std::vector<std::string>& arguments,
                   std::optional<std::chrono::milliseconds> interruptAfter = std::nullopt);

/// What a file holds.
std::string contents(const std::string& path);

/// A fresh file below the tests' own temporary folder, with this text.
std::string temporaryFile(const std::string& name, const std::string& text);

}  // namespace roundscope::test
