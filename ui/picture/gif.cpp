// Words of a slide are read at the reader's speed; rounds pass at the speed asked for. See gif.h.
#include "ui/picture/gif.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "ui/files/record_places.h"
#include "ui/picture/frames.h"
#include "ui/picture/gif_palette.h"
#include "ui/picture/gif_writer.h"
#include "ui/picture/lesson_slides.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

constexpr int kLeastHundredths = 2;  ///< browsers take less for a tenth of a second
constexpr int kLastHundredths = 300;
constexpr qsizetype kPaletteSamples = 12;

/// What is shown for how long.
struct Shot {
  Slide slide;
  int hundredths = 0;
};

/// Three words a second, and a glance at the picture.
int readingTime(const QString& words) {
  const auto count = words.split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts).size();
  return 250 + static_cast<int>(count) * 100 / 3;
}

int timeAt(double speed) { return std::max(kLeastHundredths, static_cast<int>(std::lround(100 / speed))); }

/// Lays out shots, with an index for each choice of variants.
class Camera {
 public:
  explicit Camera(const PictureContent& content) : m_content(content) {}
  QImage take(const Slide& slide) {
    Figure figure = slide.figure;
    figure.transparent = false;  // only what changes is stored, so nothing can shine through
    return renderPicture(laidOut(sourceOf(slide.shown), figure), dpiOf(figure));
  }
  /// At 96 dpi.
  [[nodiscard]] QSizeF sizeOf(const Slide& slide) { return laidOut(sourceOf(slide.shown), slide.figure).sizePx(); }

 private:
  const PictureSource& sourceOf(const std::vector<std::size_t>& shown) {
    if (shown.size() == m_content.source.runs.size()) return m_content.source;
    const auto known = m_sources.find(shown);
    if (known != m_sources.end()) return known->second;
    std::vector<const Run*> runs;
    for (const std::size_t variant : shown) runs.push_back(m_content.source.runs[variant]);
    return m_sources.emplace(shown, PictureSource(std::move(runs))).first->second;
  }

  const PictureContent& m_content;
  std::map<std::vector<std::size_t>, PictureSource> m_sources;
};

/// Tells how far an animation is; shots that are taken twice, for the palette, count twice.
class ShotCount {
 public:
  explicit ShotCount(const PictureContent& content) : m_content(content) {}
  void expect(std::size_t shots) { m_of += shots; }
  /// Whether to take the next one.
  bool next() { return m_goesOn = m_goesOn && m_content.goesOn(m_done++, m_of); }

 private:
  const PictureContent& m_content;
  std::size_t m_done = 0;
  std::size_t m_of = 0;
  bool m_goesOn = true;
};

/// A picture for each step and each answer; all as large as the one that needs most for its words.
std::vector<Shot> stepsOf(const PictureContent& content, Camera& camera) {
  const bool asUsual = content.figure.roundsPerSecond == Figure{}.roundsPerSecond;
  QSizeF size = content.picture.sizePx();
  std::vector<Shot> shots;
  for (Slide& slide : slidesOf(*content.lesson, content.figure)) {
    if (!content.goesOn(0, 0)) break;
    size = size.expandedTo(camera.sizeOf(slide));
    const int hundredths = asUsual ? readingTime(textOf(slide.figure.caption)) : timeAt(content.figure.roundsPerSecond);
    shots.push_back({std::move(slide), hundredths});
  }
  for (Shot& shot : shots) shot.slide.figure = ofFixedSize(shot.slide.figure, size, dpiOf(content.figure));
  return shots;
}

std::vector<Shot> roundsOf(const PictureContent& content) {
  const Figure figure = ofFixedSize(content.figure, content.picture.sizePx(), dpiOf(content.figure));
  std::vector<std::size_t> all(content.source.runs.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<Shot> shots;
  for (const Frame& frame : framesOf(content.source, figure, kMostGifPictures)) {
    shots.push_back({{all, figure}, timeAt(figure.roundsPerSecond)});
    shots.back().slide.figure.cursorUs = frame.cursor.us;
    shots.back().slide.figure.hideFuture = true;
  }
  if (!shots.empty()) shots.back().hundredths = std::max(shots.back().hundredths * 3, kLastHundredths);
  return shots;
}

GifPalette paletteOf(const std::vector<Shot>& shots, Camera& camera, ShotCount& progress) {
  QList<QImage> samples;
  const auto count = std::min<std::size_t>(shots.size(), kPaletteSamples);
  progress.expect(shots.size() + count);
  for (std::size_t i = 1; i <= count && progress.next(); ++i)
    samples.append(camera.take(shots[shots.size() * i / count - 1].slide));
  return GifPalette(samples);
}

}  // namespace

QByteArray gifOf(const PictureContent& content) {
  Camera camera(content);
  const std::vector<Shot> shots = content.lesson != nullptr ? stepsOf(content, camera) : roundsOf(content);
  ShotCount progress(content);
  GifPalette palette = paletteOf(shots, camera, progress);
  QByteArrayList comments{content.picture.title.toUtf8() + '\n' + content.picture.description.toUtf8() +
                          "\nRoundscope " ROUNDSCOPE_VERSION};
  if (content.record) comments.front() += QByteArray("\nTo draw it again: ") + kDrawAgain;
  if (content.record) comments << QByteArray(kRecordName) + ' ' + encodeRecord(*content.record);
  std::optional<GifWriter> writer;
  for (const Shot& shot : shots) {
    if (!progress.next()) return {};
    const QImage image = palette.indexed(camera.take(shot.slide));
    if (!writer) writer.emplace(image.size(), palette.colors(), comments);
    writer->add(image, shot.hundredths);
  }
  return writer ? writer->finish() : QByteArray();
}

QStringList gifRemarks(const PictureContent& content) {
  QStringList remarks;
  if (content.figure.transparent) remarks << QStringLiteral("An animation has its paper: only what changes is stored.");
  if (content.lesson != nullptr) return remarks;
  const std::size_t rounds = framesOf(content.source, content.figure, std::numeric_limits<std::int32_t>::max()).size();
  const std::size_t shown = framesOf(content.source, content.figure, kMostGifPictures).size();
  if (shown < rounds)
    remarks << QStringLiteral("An animation of %1 pictures for %2 rounds: each picture is %3 rounds later.")
                   .arg(grouped(static_cast<std::int64_t>(shown)), grouped(static_cast<std::int64_t>(rounds)))
                   .arg((rounds + kMostGifPictures - 1) / kMostGifPictures);
  return remarks;
}

}  // namespace roundscope::ui
