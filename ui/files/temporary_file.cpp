// See temporary_file.h.
#include "ui/files/temporary_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <QRandomGenerator>
#include <QString>
#include <array>
#include <cerrno>
#include <string>

namespace roundscope::ui {
namespace {

/// By which the kernel knows an open file, be it without a name.
std::string nameOfDescriptor(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

/// Hidden, and short enough for whatever the file itself is called.
std::string freshName() {
  return ".roundscope-" + QString::number(QRandomGenerator::system()->generate64(), 36).toStdString() + ".part";
}

/// Who else may do what. A file system that knows no such lists has none to keep.
bool copyAccessList(const std::filesystem::path& from, int to) {
  constexpr const char* kList = "system.posix_acl_access";
  std::array<char, 4'096> list{};
  const ssize_t size = getxattr(from.c_str(), kList, list.data(), list.size());
  if (size < 0) return errno == ENODATA || errno == ENOTSUP;
  return fsetxattr(to, kList, list.data(), static_cast<std::size_t>(size), 0) == 0;
}

}  // namespace

FileFailure lastFailure() { return {errno, std::generic_category()}; }

FileFailure writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      pollfd room{descriptor, POLLOUT, 0};
      poll(&room, 1, -1);
    } else if (errno != EINTR) {
      return lastFailure();
    }
  }
  return {};
}

FileFailure syncToDisk(int descriptor) {
  if (fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP) return {};
  return lastFailure();
}

TemporaryFile::TemporaryFile(const std::filesystem::path& folder, Name name)
    : m_folder(folder.empty() ? "." : folder), m_path(m_folder / freshName()), m_name(name) {}

TemporaryFile::~TemporaryFile() {
  if (m_isThere) unlink(m_path.c_str());
  if (m_descriptor >= 0) close(m_descriptor);
}

FileFailure TemporaryFile::open(mode_t rights) {
  if (m_name == Name::Late) {
    m_descriptor = ::open(m_folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, rights);
    if (m_descriptor >= 0 && access(nameOfDescriptor(m_descriptor).c_str(), F_OK) == 0) return {};
    if (m_descriptor >= 0) close(m_descriptor);  // it could never be given a name
  }
  m_descriptor = ::open(m_path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, rights);
  if (m_descriptor < 0) return lastFailure();
  m_isThere = true;
  return {};
}

bool TemporaryFile::becomeLike(const std::filesystem::path& file, const struct stat& there) const {
  struct stat here {};
  if (fstat(m_descriptor, &here) != 0) return false;
  const bool isOfAnother = here.st_uid != there.st_uid || here.st_gid != there.st_gid;
  if (isOfAnother && fchown(m_descriptor, there.st_uid, there.st_gid) != 0) return false;
  return fchmod(m_descriptor, there.st_mode & 07777U) == 0 && copyAccessList(file, m_descriptor);
}

FileFailure TemporaryFile::giveName() {
  if (m_isThere) return {};
  if (linkat(AT_FDCWD, nameOfDescriptor(m_descriptor).c_str(), AT_FDCWD, m_path.c_str(), AT_SYMLINK_FOLLOW) != 0)
    return lastFailure();
  m_isThere = true;
  return {};
}

FileFailure TemporaryFile::takePlaceOf(const std::filesystem::path& file) {
  if (const FileFailure failure = syncToDisk(m_descriptor)) return failure;
  if (const FileFailure failure = giveName()) return failure;
  if (rename(m_path.c_str(), file.c_str()) != 0) return lastFailure();
  m_isThere = false;
  return {};
}

std::filesystem::path TemporaryFile::keep() {
  m_isThere = false;
  return m_path;
}

}  // namespace roundscope::ui
