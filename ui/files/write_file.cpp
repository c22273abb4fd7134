// A new file takes the place of the old one when it is whole. See write_file.h.
#include "ui/files/write_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "ui/files/standard_stream.h"
#include "ui/files/temporary_file.h"
#include "ui/files/write_error.h"

namespace roundscope::ui {

namespace {

namespace fs = std::filesystem;

using FileWriter = std::function<bool(const TextSink&)>;

/// An open file, closed when it is not needed any more.
struct OpenFile {
  explicit OpenFile(int opened) : descriptor(opened) {}
  ~OpenFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int descriptor;
};

FileFailure fill(int descriptor, const FileWriter& write) {
  FileFailure failure;
  const bool whole = write([&](std::string_view piece) {
    failure = writeAll(descriptor, piece);
    return !failure;
  });
  return whole || failure ? failure : std::make_error_code(std::errc::operation_canceled);
}

/// Whether it is a file that some program has open, as /dev/stdout or /dev/fd/3 are.
bool isOpenFile(const fs::path& file) {
  std::error_code ignored;
  return fs::canonical(file.parent_path(), ignored).string().starts_with("/proc/");
}

/// The file that a chain of links leads to, whether it is there or not.
fs::path followed(fs::path file, FileFailure& failure) {
  constexpr int kMostLinks = 40;  // as the kernel has it
  for (int links = 0; links <= kMostLinks; ++links) {
    if (isOpenFile(file)) return file;
    const fs::path next = fs::read_symlink(file, failure);
    if (failure) {
      failure.clear();
      return file;  // what is wrong with it shows when it is written
    }
    file = file.parent_path() / next;
  }
  failure = std::make_error_code(std::errc::too_many_symbolic_link_levels);
  return file;
}

/// The standard stream that it is by another name, if it is one.
int streamOf(const struct stat& there) {
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat known {};
    if (fstat(stream, &known) == 0 && known.st_dev == there.st_dev && known.st_ino == there.st_ino) return stream;
  }
  return -1;
}

FileFailure writeIntoStream(int stream, const FileWriter& write) {
  std::fflush(stdout);  // what was said before stands before
  return fill(stream, write);
}

/// A pipe or a device cannot be replaced: what is written goes through it.
FileFailure writeInto(const fs::path& file, const FileWriter& write) {
  OpenFile opened(::open(file.c_str(), O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC));
  if (opened.descriptor < 0) return lastFailure();
  return fill(opened.descriptor, write);
}

/// All of one file, onto the disk.
FileFailure copyContent(int from, int to) {
  std::array<char, 1 << 16> piece{};
  if (lseek(from, 0, SEEK_SET) < 0 || lseek(to, 0, SEEK_SET) < 0) return lastFailure();
  off_t size = 0;
  for (;;) {
    const ssize_t got = ::read(from, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return lastFailure();
    if (got == 0) break;
    if (const FileFailure failure = writeAll(to, {piece.data(), static_cast<std::size_t>(got)})) return failure;
    size += got;
  }
  return ftruncate(to, size) == 0 ? syncToDisk(to) : lastFailure();
}

/// For a file that cannot be replaced without losing its further names or its owner. What it held lies beside it until
/// all is well. `left` is where, if it could not be brought back.
FileFailure overwrite(const fs::path& file, const TemporaryFile& next, fs::path& left) {
  OpenFile there(::open(file.c_str(), O_RDWR | O_CLOEXEC));
  if (there.descriptor < 0) return lastFailure();
  flock(there.descriptor, LOCK_EX);  // another one of us waits
  TemporaryFile before(file.parent_path(), TemporaryFile::Name::AtOnce);
  constexpr mode_t kOwnersOnly = 0600;
  if (const FileFailure failure = before.open(kOwnersOnly)) return failure;
  if (const FileFailure failure = copyContent(there.descriptor, before.descriptor())) return failure;
  const FileFailure failure = copyContent(next.descriptor(), there.descriptor);
  if (failure && copyContent(before.descriptor(), there.descriptor)) left = before.keep();
  return failure;
}

/// `there`: what is to be replaced; absent where there is nothing yet.
FileFailure replace(const fs::path& file, const struct stat* there, const FileWriter& write, fs::path& left) {
  if (there != nullptr && access(file.c_str(), W_OK) != 0) return lastFailure();
  TemporaryFile next(file.parent_path());
  constexpr mode_t kOwnersOnly = 0600, kEverybodys = 0666;
  if (const FileFailure failure = next.open(there != nullptr ? kOwnersOnly : kEverybodys)) return failure;
  if (const FileFailure failure = fill(next.descriptor(), write)) return failure;
  if (there != nullptr && (there->st_nlink > 1 || !next.becomeLike(file, *there))) return overwrite(file, next, left);
  const FileFailure failure = next.takePlaceOf(file);
  const bool isHeld = failure == std::errc::device_or_resource_busy;  // a file system is mounted at this very file
  return isHeld && there != nullptr ? overwrite(file, next, left) : failure;
}

FileFailure writeNamed(const fs::path& file, const FileWriter& write, fs::path& left) {
  struct stat there {};
  if (stat(file.c_str(), &there) != 0)
    return errno == ENOENT && file.has_filename() ? replace(file, nullptr, write, left) : lastFailure();
  if (S_ISDIR(there.st_mode)) return std::make_error_code(std::errc::is_a_directory);
  if (const int stream = streamOf(there); stream >= 0) return writeIntoStream(stream, write);
  if (!S_ISREG(there.st_mode) || isOpenFile(file)) return writeInto(file, write);
  return replace(file, &there, write, left);
}

}  // namespace

std::optional<Error> writeFile(const QString& path, const std::function<bool(const TextSink&)>& write) {
  if (isStandardStream(path)) {
    if (const FileFailure failure = writeIntoStream(STDOUT_FILENO, write))
      return unwritten("standard output", {}, failure);
    return std::nullopt;
  }
  FileFailure failure;
  const fs::path file = followed(QFile::encodeName(path).toStdString(), failure);
  fs::path left;
  if (!failure) failure = writeNamed(file, write, left);
  if (!failure) return std::nullopt;
  Error error = unwritten(path.toStdString(), file, failure);
  if (!left.empty()) error.what += "; what it held before is in " + left.string();
  return error;
}

std::optional<Error> writeFile(const QString& path, const QByteArray& bytes) {
  return writeFile(path, [&bytes](const TextSink& sink) {
    return sink({bytes.constData(), static_cast<std::size_t>(bytes.size())});
  });
}

}  // namespace roundscope::ui
