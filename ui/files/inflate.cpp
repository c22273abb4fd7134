// By zlib itself: qUncompress() takes the length that the data claims as a hint, and goes on for as long as they last.
#include "ui/files/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

namespace roundscope::ui {

namespace {

constexpr qsizetype kLengthBytes = 4;

}  // namespace

std::optional<QByteArray> inflated(const QByteArray& compressed, qsizetype most) {
  if (compressed.size() <= kLengthBytes || compressed.size() > most) return std::nullopt;
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return std::nullopt;
  const std::unique_ptr<z_stream, int (*)(z_stream*)> owner(&stream, inflateEnd);
  QByteArray source = compressed.mid(kLengthBytes);
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  QByteArray out;
  std::array<char, 1 << 16> part{};
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    state = ::inflate(&stream, Z_NO_FLUSH);
    out.append(part.data(), static_cast<qsizetype>(part.size() - stream.avail_out));
    if (out.size() > most) return std::nullopt;
  }
  return state == Z_STREAM_END ? std::optional(out) : std::nullopt;
}

}  // namespace roundscope::ui
