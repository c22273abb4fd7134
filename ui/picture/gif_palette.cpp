// See gif_palette.h.
#include "ui/picture/gif_palette.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace roundscope::ui {

namespace {

constexpr qsizetype kMostColors = 255;  ///< a GIF has one more, which is transparent here
/// Colours that are nearer to each other than this look the same at the edge of a letter.
constexpr int kApart = 10;

int squareOfDistance(QRgb a, QRgb b) {
  const int red = qRed(a) - qRed(b);
  const int green = qGreen(a) - qGreen(b);
  const int blue = qBlue(a) - qBlue(b);
  return red * red + green * green + blue * blue;
}

/// Calls `visit` with the pixels of each line.
template <class Visit>
void forEachLine(const QImage& picture, const Visit& visit) {
  const QImage image = picture.convertToFormat(QImage::Format_RGB32);
  for (int y = 0; y < image.height(); ++y) visit(y, reinterpret_cast<const QRgb*>(image.constScanLine(y)));
}

/// With the most frequent first; of equals the darker.
std::vector<std::pair<QRgb, qint64>> countedColors(const QList<QImage>& pictures) {
  QHash<QRgb, qint64> counts;
  for (const QImage& picture : pictures)
    forEachLine(picture, [&](int, const QRgb* line) {
      for (int x = 0; x < picture.width(); ++x) ++counts[line[x]];
    });
  std::vector<std::pair<QRgb, qint64>> sorted;
  for (auto count = counts.cbegin(); count != counts.cend(); ++count) sorted.emplace_back(count.key(), count.value());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return sorted;
}

}  // namespace

GifPalette::GifPalette(const QList<QImage>& pictures) {
  const auto counted = countedColors(pictures);
  const bool fit = static_cast<qsizetype>(counted.size()) <= kMostColors;
  for (const auto& [color, count] : counted) {
    if (m_colors.size() == kMostColors) break;
    const bool isNew = std::all_of(m_colors.begin(), m_colors.end(), [own = color](QRgb other) {
      return squareOfDistance(own, other) >= kApart * kApart;
    });
    // What fills many pixels is a colour of the theme, however near it is to another.
    constexpr qsizetype kThemeColors = 48;
    if (fit || isNew || m_colors.size() < kThemeColors) m_colors.append(color);
  }
  if (m_colors.isEmpty()) m_colors.append(qRgb(255, 255, 255));
}

uchar GifPalette::nearest(QRgb color) const {
  qsizetype best = 0;
  int least = std::numeric_limits<int>::max();
  for (qsizetype i = 0; i < m_colors.size() && least > 0; ++i) {
    const int distance = squareOfDistance(color, m_colors[i]);
    if (distance >= least) continue;
    least = distance;
    best = i;
  }
  return static_cast<uchar>(best);
}

QImage GifPalette::indexed(const QImage& picture) {
  QImage image(picture.size(), QImage::Format_Indexed8);
  image.setColorTable(m_colors);
  forEachLine(picture, [&](int y, const QRgb* line) {
    uchar* const out = image.scanLine(y);
    for (int x = 0; x < picture.width(); ++x) {
      auto known = m_known.constFind(line[x]);
      if (known == m_known.constEnd()) known = m_known.insert(line[x], nearest(line[x]));
      out[x] = *known;
    }
  });
  return image;
}

}  // namespace roundscope::ui
