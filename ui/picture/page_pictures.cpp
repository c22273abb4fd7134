// See page_pictures.h.
#include "ui/picture/page_pictures.h"

#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <map>

#include "ui/picture/svg.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

namespace {

/// Of SVG that is written for one page, before what pictures share is taken out: what about two seconds allow.
constexpr qsizetype kMostWrittenBytes = 18'000'000;
constexpr std::size_t kLeastRounds = 24;

/// In CSS pixels: the least type that is legible on a phone.
constexpr double kLeastTypePx = 11;

/// For a phone: as wide as legible type allows.
double narrowWidthOf(const Figure& figure) {
  return std::floor(kPhonePx * figure.fontPt * kPageDpi / 72 / kLeastTypePx);
}

/// As high as the content needs. A stage has the variants one above the other, and takes what a phone has.
QSizeF narrowSizeOf(const PictureSource& source, const Figure& figure) {
  constexpr double kStageShape = 1.3;
  constexpr double kStagesShape = 1.9;
  const double width = narrowWidthOf(figure);
  if (figure.view == FigureView::Stage) return {width, width * (source.runs.size() > 1 ? kStagesShape : kStageShape)};
  return layOutPicture(source, ofWidth(figure, width)).value().sizePx();
}

/// "round 3 of 0–10": rounds are counted from 0, and the last of eleven is no eleventh.
QString roundWords(std::int64_t round, std::int64_t first, std::int64_t last) {
  const QString words = QStringLiteral("round ") + grouped(round);
  if (first >= last) return words;
  return words + QStringLiteral(" of ") + grouped(first) + QChar(0x2013) + grouped(last);
}

}  // namespace

PagePictures::PagePictures(const PictureContent& content, SvgColors& colors, std::size_t most)
    : m_content(content), m_colors(colors) {
  m_shapes.push_back({.name = "wide", .figure = ofFixedSize(content.figure, content.picture.sizePx(), kPageDpi)});
  if (narrowWidthOf(content.figure) * 1.2 < content.picture.sizePx().width())
    m_shapes.push_back({.name = "narrow",
                        .figure = ofFixedSize(content.figure, narrowSizeOf(content.source, content.figure), kPageDpi)});
  m_frames.push_back({-1, Time{}});
  for (const Frame& frame : framesOf(content.source, content.figure, affordable(most))) m_frames.push_back(frame);
  m_expected = m_frames.size();
  for (const ResolvedStep& step : content.lesson != nullptr ? content.lesson->steps : std::vector<ResolvedStep>())
    m_expected += step.reveal ? 2U : 1U;
  for (const Frame& frame : m_frames) add(content.source, frame, labelOf(frame), true);
  if (content.lesson != nullptr) addSteps(*content.lesson);
}

QString PagePictures::labelOf(const Frame& frame) const {
  if (frame.round < 0) return QStringLiteral("before the first round");
  return roundWords(frame.round, firstRound(m_content.source, m_content.figure), m_frames.back().round);
}

std::size_t PagePictures::affordable(std::size_t most) {
  qsizetype bytes = 1;
  for (const PageShape& shape : m_shapes) {
    const Picture whole = laidOut(m_content.source, shape.figure);
    for (const Layer& layer : whole.scene.layers) bytes += svgLayer(layer, whole, m_colors).size();
  }
  return std::clamp(static_cast<std::size_t>(kMostWrittenBytes / bytes), std::min(most, kLeastRounds), most);
}

/// Fewer variants need less height, and a phone's screen is not to be filled.
QSizeF PagePictures::sizeFor(const PageShape& shape, const PictureSource& source) {
  if (&shape == &m_shapes.front() || &source == &m_content.source)
    return QSizeF(shape.figure.sizePx->first, shape.figure.sizePx->second);
  const auto known = m_narrowSizes.find(&source);
  if (known != m_narrowSizes.end()) return known->second;
  return m_narrowSizes.emplace(&source, narrowSizeOf(source, m_content.figure)).first->second;
}

int PagePictures::add(const PictureSource& source, const Frame& frame, const QString& label, bool hideFuture) {
  m_stopped = m_stopped || !m_content.goesOn(static_cast<std::size_t>(m_pictures.size()), m_expected);
  if (m_stopped) return 0;
  QJsonObject entry{{"round", static_cast<qint64>(frame.round)}, {"label", label}};
  QJsonArray shapes, heights;
  for (PageShape& shape : m_shapes) {
    Figure then = ofFixedSize(shape.figure, sizeFor(shape, source), kPageDpi);
    then.cursorUs = frame.cursor.us;
    then.hideFuture = hideFuture;
    Picture picture = laidOut(source, then);
    QJsonArray layers;
    for (const Layer& layer : picture.scene.layers) {
      layers.append(m_parts.add(svgLayer(layer, picture, m_colors)));
      const QByteArray clip = svgClips({&layer});
      if (!shape.clips.contains(clip)) shape.clips << clip;
    }
    shape.layers = std::max(shape.layers, picture.scene.layers.size());
    shapes.append(layers);
    heights.append(picture.size.height());
    entry["description"] = picture.description;
    // It opens with the last round, or the first moment of a lesson.
    if (static_cast<std::size_t>(m_pictures.size()) <= m_frames.size()) shape.opening = std::move(picture);
  }
  entry["layers"] = shapes;
  entry["heights"] = heights;
  m_pictures.append(entry);
  return static_cast<int>(m_pictures.size()) - 1;
}

void PagePictures::addSteps(const ResolvedLesson& lesson) {
  std::map<std::vector<std::size_t>, PictureSource> sources;
  const AxisScale scale = scaleOf(*m_content.source.index, AxisUnit::Rounds);
  const auto addMoment = [&](const ResolvedView& view, bool hideFuture) {
    auto known = sources.find(view.shown);
    if (known == sources.end()) {
      std::vector<const Run*> runs;
      for (const std::size_t variant : view.shown) runs.push_back(m_content.source.runs[variant]);
      known = sources.emplace(view.shown, PictureSource(std::move(runs))).first;
    }
    const Frame frame{roundAt(scale, static_cast<double>(view.cursor.us)), view.cursor};
    // From here, forwards is the first round that shows more.
    const auto next = std::upper_bound(m_frames.begin(), m_frames.end(), view.cursor,
                                       [](Time at, const Frame& other) { return at < other.cursor; });
    const int number = add(known->second, frame, QStringLiteral("in ") + labelOf(frame), hideFuture);
    return QJsonObject{{"picture", number}, {"after", static_cast<int>(next - m_frames.begin()) - 1}};
  };
  for (const ResolvedStep& step : lesson.steps) {
    QJsonArray moments{addMoment(step.view, step.question.has_value())};
    if (step.reveal) moments.append(addMoment(*step.reveal, false));
    m_steps.append(moments);
  }
}

QJsonObject PagePictures::json() const {
  return {{"lines", m_parts.lines()},
          {"layers", m_parts.layers()},
          {"pictures", m_pictures},
          {"rounds", static_cast<int>(m_frames.size())},
          {"steps", m_steps}};
}

}  // namespace roundscope::ui
