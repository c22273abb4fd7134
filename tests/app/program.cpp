// Runs the real program through posix_spawn, with its output in files.
#include "tests/app/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

extern char** environ;

namespace roundscope::test {
namespace {

std::filesystem::path folder() {
  // Tests run side by side, each in a process of its own.
  const auto path = std::filesystem::temp_directory_path() / ("roundscope-tests-" + std::to_string(getpid()));
  std::filesystem::create_directories(path);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

class Cleanup : public ::testing::Environment {
 public:
  void TearDown() override { std::filesystem::remove_all(folder()); }
};
const auto* const kCleanup = ::testing::AddGlobalTestEnvironment(new Cleanup);

std::vector<std::string> calling(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{ROUNDSCOPE_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

}  // namespace

Outcome roundscope(const std::vector<std::string>& arguments, const std::string& input) {
  return runProgram(calling(arguments), input);
}

Outcome interruptedRoundscope(const std::vector<std::string>& arguments, std::chrono::milliseconds after) {
  return runProgram(calling(arguments), {}, after);
}

std::string installedProgram() {
  const std::filesystem::path root = folder() / "usr";
  if (std::filesystem::exists(root)) return root.string();
  std::filesystem::create_directories(root / "bin");
  std::filesystem::create_directories(root / "share/roundscope/schema");
  std::filesystem::copy(ROUNDSCOPE_PROGRAM, root / "bin/roundscope");
  std::filesystem::copy(ROUNDSCOPE_SOURCE_DIR "/resources/schema/roundscope.schema.json",
                        root / "share/roundscope/schema/roundscope.schema.json");
  return root.string();
}

Outcome runProgram(const std::vector<std::string>& given, const std::string& input,
                   std::optional<std::chrono::milliseconds> interruptAfter) {
  const std::string in = temporaryFile("in", input);
  const std::string out = (folder() / "out").string();
  const std::string err = (folder() / "err").string();
  setenv("XDG_RUNTIME_DIR", folder().c_str(), 1);  // Qt remarks on machines that have none
  std::vector<std::string> words = given;
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), kFlags, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), kFlags, 0600);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  EXPECT_EQ(failed, 0) << "cannot start " << argv[0];
  int state = 0;
  if (failed == 0 && interruptAfter) {
    std::this_thread::sleep_for(*interruptAfter);
    kill(child, SIGINT);
  }
  if (failed == 0) waitpid(child, &state, 0);
  return {WIFEXITED(state) ? WEXITSTATUS(state) : -1, textOf(out), textOf(err)};
}

std::string textOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string temporaryFile(const std::string& name, const std::string& text) {
  const auto path = folder() / name;
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

}  // namespace roundscope::test
