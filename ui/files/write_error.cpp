// See write_error.h.
#include "ui/files/write_error.h"

#include <unistd.h>

#include <cerrno>

namespace roundscope::ui {
namespace {

namespace fs = std::filesystem;

struct WriteWords {
  std::string what;
  std::string helps;
};

fs::path folderOf(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

WriteWords wordsOfFolder(const fs::path& folder) {
  std::error_code ignored;
  const fs::file_status status = fs::status(folder, ignored);
  if (status.type() == fs::file_type::not_found)
    return {"there is no folder " + folder.string(), "a folder that is there"};
  return {folder.string() + " is no folder", "a folder"};
}

/// The file, or the folder that it is to be in.
WriteWords wordsOfRights(const fs::path& file) {
  std::error_code ignored;
  if (fs::is_regular_file(file, ignored) && access(file.c_str(), W_OK) != 0)
    return {"the file may not be changed", "a file that may, or another name"};
  return {"the folder may not be written to", "a folder that may"};
}

WriteWords wordsOf(const fs::path& file, std::error_code why) {
  static const std::string kRoom = "free space, or another disk";
  switch (why.value()) {
    case ECANCELED:
      return {"it was stopped", ""};
    case ENOENT:
      return file.empty() ? WriteWords{"it has no name", "the name of a file"} : wordsOfFolder(folderOf(file));
    case ENOTDIR:
      return wordsOfFolder(folderOf(file));
    case EISDIR:
      return {"it is a folder", "the name of a file"};
    case EACCES:
    case EPERM:
      return wordsOfRights(file);
    case EROFS:
      return {"the disk may only be read", "another disk"};
    case ENOSPC:
      return {"the disk is full", kRoom};
    case EDQUOT:
      return {"your share of the disk is full", kRoom};
    case EFBIG:
      return {"it is larger than files may be here", "another disk, or a higher limit (ulimit -f)"};
    case EIO:
      return {"the disk failed", "another disk"};
    case ENAMETOOLONG:
      return {"the name is too long", "a shorter one"};
    case ELOOP:
      return {"its links lead in a circle", "another name"};
    case EPIPE:
      return {"nobody reads it any more", ""};
    default:
      return {why.message(), "another file"};
  }
}

}  // namespace

Error unwritten(const std::string& where, const fs::path& file, std::error_code why) {
  const WriteWords words = wordsOf(file, why);
  return {ErrorKind::InputOutput, where, "cannot be written: " + words.what, words.helps};
}

}  // namespace roundscope::ui
