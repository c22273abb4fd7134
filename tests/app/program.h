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

/// Runs `roundscope ARGUMENTS…` without a display, with this standard input, and waits for its end.
Outcome roundscope(const std::vector<std::string>& arguments, const std::string& input = {});
/// The same, with a Ctrl+C after a while.
Outcome interruptedRoundscope(const std::vector<std::string>& arguments, std::chrono::milliseconds after);
/// Runs any program so, found as a shell finds it.
Outcome runProgram(const std::vector<std::string>& words, const std::string& input = {},
                   std::optional<std::chrono::milliseconds> interruptAfter = std::nullopt);

/// A copy of the program as a package installs it, with what it looks for beside itself. Gives the folder, whose `bin`
/// holds it.
std::string installedProgram();

/// What a file holds; empty where there is none.
std::string textOf(const std::string& path);

/// A fresh file below the tests' own temporary folder, with this text.
std::string temporaryFile(const std::string& name, const std::string& text);

}  // namespace roundscope::test
