// See gif_writer.h.
#include "ui/picture/gif_writer.h"

#include <gif_lib.h>

#include <bit>
#include <cstring>
#include <vector>

#include "core/base/check.h"

namespace roundscope::ui {

namespace {

/// What giflib can only fail at, with bytes in memory, is memory.
void check(int status) { RS_CHECK(status == GIF_OK); }

int appendBytes(GifFileType* file, const GifByteType* bytes, int count) {
  static_cast<QByteArray*>(file->UserData)->append(reinterpret_cast<const char*>(bytes), count);
  return count;
}

/// A map of 2, 4, … or 256 colours, as GIF wants it, with room for one that is transparent.
void putScreen(GifFileType* file, QSize size, const QList<QRgb>& colors) {
  const int bits = std::max(1, static_cast<int>(std::bit_width(static_cast<std::size_t>(colors.size()))));
  ColorMapObject* const map = GifMakeMapObject(1 << bits, nullptr);
  RS_CHECK(map != nullptr);
  for (qsizetype i = 0; i < colors.size(); ++i)
    map->Colors[i] = {static_cast<GifByteType>(qRed(colors[i])), static_cast<GifByteType>(qGreen(colors[i])),
                      static_cast<GifByteType>(qBlue(colors[i]))};
  check(EGifPutScreenDesc(file, size.width(), size.height(), bits, 0, map));
  GifFreeMapObject(map);
}

/// Source: the application extension of Netscape Navigator 2.0, which browsers follow.
void putForEver(GifFileType* file) {
  constexpr GifByteType kTimes[] = {1, 0, 0};
  check(EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE));
  check(EGifPutExtensionBlock(file, 11, "NETSCAPE2.0"));
  check(EGifPutExtensionBlock(file, 3, kTimes));
  check(EGifPutExtensionTrailer(file));
}

/// The rectangle in which two pictures differ; one pixel where they do not, since GIF has no empty picture.
QRect changed(const QImage& before, const QImage& now) {
  if (before.isNull()) return now.rect();
  QRect rect;
  for (int y = 0; y < now.height(); ++y) {
    const uchar* const a = before.constScanLine(y);
    const uchar* const b = now.constScanLine(y);
    if (std::memcmp(a, b, static_cast<std::size_t>(now.width())) == 0) continue;
    int left = 0;
    int right = now.width() - 1;
    while (a[left] == b[left]) ++left;
    while (a[right] == b[right]) --right;
    rect |= QRect(QPoint(left, y), QPoint(right, y));
  }
  return rect.isNull() ? QRect(0, 0, 1, 1) : rect;
}

}  // namespace

GifWriter::GifWriter(QSize size, const QList<QRgb>& colors, const QByteArrayList& comments)
    : m_file(EGifOpen(&m_bytes, appendBytes, nullptr)), m_transparent(static_cast<int>(colors.size())) {
  RS_CHECK(m_file != nullptr);
  EGifSetGifVersion(m_file, true);
  putScreen(m_file, size, colors);
  putForEver(m_file);
  for (const QByteArray& comment : comments) check(EGifPutComment(m_file, comment.constData()));
}

GifWriter::~GifWriter() {
  if (m_file != nullptr) EGifCloseFile(m_file, nullptr);
}

void GifWriter::add(const QImage& indexed, int hundredths) {
  const GraphicsControlBlock control{DISPOSE_DO_NOT, false, hundredths, m_transparent};
  GifByteType block[4];
  const auto length = static_cast<int>(EGifGCBToExtension(&control, block));
  check(EGifPutExtension(m_file, GRAPHICS_EXT_FUNC_CODE, length, block));
  const QRect rect = changed(m_before, indexed);
  check(EGifPutImageDesc(m_file, rect.left(), rect.top(), rect.width(), rect.height(), false, nullptr));
  for (int y = rect.top(); y <= rect.bottom(); ++y) {
    const uchar* const now = indexed.constScanLine(y);
    const uchar* const before = m_before.isNull() ? nullptr : m_before.constScanLine(y);
    std::vector<GifPixelType> line;
    for (int x = rect.left(); x <= rect.right(); ++x)
      line.push_back(before != nullptr && before[x] == now[x] ? static_cast<GifPixelType>(m_transparent) : now[x]);
    check(EGifPutLine(m_file, line.data(), rect.width()));
  }
  m_before = indexed;
}

QByteArray GifWriter::finish() {
  check(EGifCloseFile(m_file, nullptr));
  m_file = nullptr;
  return m_bytes;
}

}  // namespace roundscope::ui
