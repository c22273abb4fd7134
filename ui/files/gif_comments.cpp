// By giflib. See gif_comments.h.
#include "ui/files/gif_comments.h"

#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace roundscope::ui {

namespace {

struct Source {
  const QByteArray& bytes;
  qsizetype at = 0;
};

int readBytes(GifFileType* file, GifByteType* out, int count) {
  auto& source = *static_cast<Source*>(file->UserData);
  const auto length = std::min<qsizetype>(count, source.bytes.size() - source.at);
  std::memcpy(out, source.bytes.constData() + source.at, static_cast<std::size_t>(length));
  source.at += length;
  return static_cast<int>(length);
}

/// A block of an extension is its length and as many bytes.
void append(QByteArray& text, const GifByteType* block) {
  text.append(reinterpret_cast<const char*>(block + 1), block[0]);
}

}  // namespace

QByteArrayList gifComments(const QByteArray& bytes) {
  Source source{bytes};
  const std::unique_ptr<GifFileType, void (*)(GifFileType*)> file(DGifOpen(&source, readBytes, nullptr),
                                                                  [](GifFileType* f) { DGifCloseFile(f, nullptr); });
  QByteArrayList comments;
  GifRecordType type = UNDEFINED_RECORD_TYPE;
  while (file && DGifGetRecordType(file.get(), &type) == GIF_OK && type == EXTENSION_RECORD_TYPE) {
    int code = 0;
    GifByteType* block = nullptr;
    QByteArray text;
    if (DGifGetExtension(file.get(), &code, &block) != GIF_OK) break;
    while (block != nullptr) {
      append(text, block);
      if (DGifGetExtensionNext(file.get(), &block) != GIF_OK) return comments;
    }
    if (code == COMMENT_EXT_FUNC_CODE) comments << text;
  }
  return comments;
}

}  // namespace roundscope::ui
