// Writes animated GIFs by giflib.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>

struct GifFileType;

namespace roundscope::ui {

/// Pictures that follow each other for ever. Of each only the rectangle that differs from the one before is stored, and
/// in it what does not differ is transparent.
class GifWriter {
 public:
  /// All pictures have this size and these colours, 255 at most. `comments` stand before the first picture.
  GifWriter(QSize size, const QList<QRgb>& colors, const QByteArrayList& comments);
  ~GifWriter();
  GifWriter(const GifWriter&) = delete;
  GifWriter& operator=(const GifWriter&) = delete;

  /// `indexed` has 8 bits a pixel and is shown for so many hundredths of a second.
  void add(const QImage& indexed, int hundredths);
  /// The whole file. Nothing can be added after.
  [[nodiscard]] QByteArray finish();

 private:
  GifFileType* m_file = nullptr;
  QByteArray m_bytes;
  int m_transparent = 0;
  QImage m_before;
};

}  // namespace roundscope::ui
