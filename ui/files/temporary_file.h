// A file that is written beside another, whose place it takes once it is whole.
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string_view>
#include <system_error>

namespace roundscope::ui {

/// Why something about a file did not work; false where it did.
using FileFailure = std::error_code;

/// Writes all of it. A signal or a pipe that is full for the moment ends nothing.
[[nodiscard]] FileFailure writeAll(int descriptor, std::string_view bytes);

/// Each writer has its own, so that two never mix. It goes when it is not wanted any more.
class TemporaryFile {
 public:
  /// It has no name before it takes a place, where the file system knows such files: of a program that is killed
  /// nothing is left behind. With Name::AtOnce it is found then.
  enum class Name { Late, AtOnce };

  explicit TemporaryFile(const std::filesystem::path& folder, Name name = Name::Late);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  /// Makes the file, with what the user's mask leaves of these rights.
  [[nodiscard]] FileFailure open(mode_t rights);
  [[nodiscard]] int descriptor() const { return m_descriptor; }
  /// Makes owner, group and rights those of this file. False where that may not be.
  [[nodiscard]] bool becomeLike(const std::filesystem::path& file, const struct stat& there) const;
  /// On the disk, and under this name, in one step.
  [[nodiscard]] FileFailure takePlaceOf(const std::filesystem::path& file);
  /// Lets it stay where it is, and gives its name.
  std::filesystem::path keep();

 private:
  [[nodiscard]] FileFailure giveName();

  std::filesystem::path m_folder;
  std::filesystem::path m_path;
  Name m_name;
  int m_descriptor = -1;
  bool m_isThere = false;  ///< under m_path
};

/// Waits until the disk has it. A file system that cannot say so is believed.
[[nodiscard]] FileFailure syncToDisk(int descriptor);

/// What errno says.
[[nodiscard]] FileFailure lastFailure();

}  // namespace roundscope::ui
