// The pictures of a page: one for each round or several, one for each moment of a lesson, each in two shapes.
#pragma once

#include <QJsonArray>
#include <map>
#include <vector>

#include "ui/picture/frames.h"
#include "ui/picture/page_parts.h"
#include "ui/picture/picture_content.h"
#include "ui/picture/svg_colors.h"

namespace roundscope::ui {

/// A phone in CSS pixels, without margins.
inline constexpr double kPhonePx = 374;

/// How a page lays its pictures out for one width of screen.
struct PageShape {
  const char* name = "";  ///< "wide"
  Figure figure;          ///< with a fixed size, for all variants
  Picture opening;        ///< the picture with which the page opens
  QByteArrayList clips;
  std::size_t layers = 0;  ///< of the picture that has most
};

class PagePictures {
 public:
  /// `most` pictures of rounds at most; fewer where pictures are so full that many would be slow to write.
  PagePictures(const PictureContent& content, SvgColors& colors, std::size_t most);

  [[nodiscard]] const std::vector<PageShape>& shapes() const { return m_shapes; }
  /// Whether the content wanted no more pictures: some are missing.
  [[nodiscard]] bool stopped() const { return m_stopped; }
  /// What the script is given: rounds first, then the moments of the lesson's steps.
  [[nodiscard]] QJsonObject json() const;

 private:
  /// `source` has the variants that the picture shows. Gives the picture's number.
  int add(const PictureSource& source, const Frame& frame, const QString& label, bool hideFuture);
  [[nodiscard]] QString labelOf(const Frame& frame) const;
  [[nodiscard]] QSizeF sizeFor(const PageShape& shape, const PictureSource& source);
  void addSteps(const ResolvedLesson& lesson);
  [[nodiscard]] std::size_t affordable(std::size_t most);

  const PictureContent& m_content;
  SvgColors& m_colors;
  std::vector<PageShape> m_shapes;
  PageParts m_parts;
  QJsonArray m_pictures, m_steps;
  std::vector<Frame> m_frames;  ///< of the rounds
  std::map<const PictureSource*, QSizeF> m_narrowSizes;
  std::size_t m_expected = 0;  ///< pictures in all
  bool m_stopped = false;
};

}  // namespace roundscope::ui
