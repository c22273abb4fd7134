// A file system that fails, laid over the real one by LD_PRELOAD: what a program does to change files below one folder
// is counted, and its n-th such operation fails. Of a write that fails half is written, as on a disk that fills up.
//
//   FAULTS_FOLDER   below which files are counted; without it nothing is
//   FAULTS_AT       the operation that fails, from 1; 0: none
//   FAULTS_LASTING  all after it fail, too
//   FAULTS_ERROR    what errno says then; 0: the program is killed there instead
//   FAULTS_NAMED    there are no files without a name, as on some file systems
//   FAULTS_REPORT   gets a line for each operation; of those that failed it begins with a "!"
//
// Removing files never fails: what is left behind then is nobody's fault.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

long numberIn(const char* variable) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? 0 : std::atol(text);
}

std::atomic<long> operations = 0;

void note(bool fails, std::string_view operation) {
  const char* const report = std::getenv("FAULTS_REPORT");
  if (report == nullptr) return;
  const std::string line = std::string(fails ? "!" : "") + std::string(operation) + '\n';
  const long file = syscall(SYS_openat, AT_FDCWD, report, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (syscall(SYS_write, file, line.data(), line.size()) < 0) std::abort();
  syscall(SYS_close, file);
}

bool isCounted(const char* path) {
  const char* const folder = std::getenv("FAULTS_FOLDER");
  return folder != nullptr && path != nullptr && std::strncmp(path, folder, std::strlen(folder)) == 0;
}

bool isCounted(int descriptor) {
  std::array<char, 4'096> path{};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  const int before = errno;
  const ssize_t size = readlink(link.c_str(), path.data(), path.size() - 1);
  errno = before;
  return size > 0 && isCounted(path.data());
}

/// Counts the operation. Whether it is one that fails, with errno set then.
template <class File>
bool fails(File file, std::string_view operation) {
  if (!isCounted(file)) return false;
  const long number = ++operations, at = numberIn("FAULTS_AT");
  const bool failing = at > 0 && (number == at || (number > at && numberIn("FAULTS_LASTING") != 0));
  note(failing, operation);
  if (!failing) return false;
  errno = static_cast<int>(numberIn("FAULTS_ERROR"));
  if (errno == 0) kill(getpid(), SIGKILL);
  return true;
}

/// The function that this one stands before.
template <class Function>
Function* real(Function*, const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

int openAt(int folder, const char* path, int flags, mode_t rights) {
  const bool unnamed = (flags & O_TMPFILE) == O_TMPFILE;
  const bool changes = (flags & O_ACCMODE) != O_RDONLY;
  if (unnamed && isCounted(path) && numberIn("FAULTS_NAMED") != 0) {
    errno = EOPNOTSUPP;
    return -1;
  }
  if (changes && fails(path, unnamed ? "open unnamed" : "open")) return -1;
  return static_cast<int>(syscall(SYS_openat, folder, path, flags, rights));
}

mode_t rightsIn(int flags, va_list arguments) {
  const bool given = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
  return given ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

#define REAL(name) real(&name, #name)

extern "C" {

#define OPEN(name)                                    \
  int name(const char* path, int flags, ...) {        \
    va_list arguments;                                \
    va_start(arguments, flags);                       \
    const mode_t rights = rightsIn(flags, arguments); \
    va_end(arguments);                                \
    return openAt(AT_FDCWD, path, flags, rights);     \
  }
OPEN(open)
OPEN(open64)

#define OPEN_AT(name)                                      \
  int name(int folder, const char* path, int flags, ...) { \
    va_list arguments;                                     \
    va_start(arguments, flags);                            \
    const mode_t rights = rightsIn(flags, arguments);      \
    va_end(arguments);                                     \
    return openAt(folder, path, flags, rights);            \
  }
OPEN_AT(openat)
OPEN_AT(openat64)

// As programs call them that were compiled with _FORTIFY_SOURCE.
int __open_2(const char* path, int flags) { return openAt(AT_FDCWD, path, flags, 0); }
int __open64_2(const char* path, int flags) { return openAt(AT_FDCWD, path, flags, 0); }

ssize_t write(int file, const void* bytes, size_t size) {
  if (!fails(file, "write")) return REAL(write)(file, bytes, size);
  const int error = errno;
  if (REAL(write)(file, bytes, size / 2) < 0) return -1;
  errno = error;
  return -1;
}

int fsync(int file) { return fails(file, "fsync") ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return fails(file, "fdatasync") ? -1 : REAL(fdatasync)(file); }
int ftruncate(int file, off_t size) noexcept { return fails(file, "ftruncate") ? -1 : REAL(ftruncate)(file, size); }
int ftruncate64(int file, off64_t size) noexcept {
  return fails(file, "ftruncate") ? -1 : REAL(ftruncate64)(file, size);
}
int fchmod(int file, mode_t rights) noexcept { return fails(file, "fchmod") ? -1 : REAL(fchmod)(file, rights); }
int fchown(int file, uid_t owner, gid_t group) noexcept {
  return fails(file, "fchown") ? -1 : REAL(fchown)(file, owner, group);
}
int mkdir(const char* path, mode_t rights) noexcept { return fails(path, "mkdir") ? -1 : REAL(mkdir)(path, rights); }
int link(const char* from, const char* to) noexcept { return fails(to, "link") ? -1 : REAL(link)(from, to); }
int linkat(int fromFolder, const char* from, int toFolder, const char* to, int flags) noexcept {
  return fails(to, "linkat") ? -1 : REAL(linkat)(fromFolder, from, toFolder, to, flags);
}
int rename(const char* from, const char* to) noexcept { return fails(to, "rename") ? -1 : REAL(rename)(from, to); }
int renameat(int fromFolder, const char* from, int toFolder, const char* to) noexcept {
  return fails(to, "rename") ? -1 : REAL(renameat)(fromFolder, from, toFolder, to);
}
int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) noexcept {
  return fails(to, "rename") ? -1 : REAL(renameat2)(fromFolder, from, toFolder, to, flags);
}

/// It is closed none the less, as Linux does.
int close(int file) {
  const bool failing = (fcntl(file, F_GETFL) & O_ACCMODE) != O_RDONLY && fails(file, "close");
  const int error = errno;
  const int closed = REAL(close)(file);
  if (!failing) return closed;
  errno = error;
  return -1;
}

}  // extern "C"
