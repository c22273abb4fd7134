// The colours that all pictures of an animation share.
#pragma once

#include <QColor>
#include <QHash>
#include <QImage>
#include <QList>

namespace roundscope::ui {

/// At most 255 colours: those that fill most of some pictures, far enough apart that edges of letters get the rest.
class GifPalette {
 public:
  /// The palette of these pictures.
  explicit GifPalette(const QList<QImage>& pictures);

  /// At least one.
  [[nodiscard]] const QList<QRgb>& colors() const { return m_colors; }
  /// The picture with 8 bits a pixel, each pixel in the nearest of the colours; nothing is strewn in.
  [[nodiscard]] QImage indexed(const QImage& picture);

 private:
  [[nodiscard]] uchar nearest(QRgb color) const;

  QList<QRgb> m_colors;
  QHash<QRgb, uchar> m_known;
};

}  // namespace roundscope::ui
