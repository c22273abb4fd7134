// Texts are checked one by one, against what is painted behind them; colours by the legend, which names them all.
#include "ui/picture/preflight.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/picture/legend_samples.h"
#include "ui/picture/xml_text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

constexpr double kLeastShare = 0.25;  ///< of a text's box, for a colour behind it to matter

QString quoted(const QString& words) { return QStringLiteral("“%1”").arg(words.trimmed()); }

/// Notes of one kind: the first few in words, the others counted.
class Notes {
 public:
  Notes(PreflightKind kind, QString sentence) : m_kind(kind), m_sentence(std::move(sentence)) {}
  void add(const QString& what) {
    if (!m_what.contains(what)) m_what << what;
  }
  void into(std::vector<PreflightNote>& all) const {
    constexpr qsizetype kNamed = 5;
    if (m_what.isEmpty()) return;
    QString list = m_what.mid(0, kNamed).join(QStringLiteral(", "));
    if (m_what.size() > kNamed) list += QStringLiteral(" and %1 more").arg(grouped(m_what.size() - kNamed));
    all.push_back({m_kind, m_sentence.arg(list)});
  }

 private:
  PreflightKind m_kind;
  QString m_sentence;
  QStringList m_what;
};

struct PlacedText {
  const TextShape* text;
  const Layer* layer;
};

std::vector<PlacedText> textsOf(const Picture& picture) {
  std::vector<PlacedText> texts;
  for (const Layer& layer : picture.scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) texts.push_back({text, &layer});
  return texts;
}

/// The picture without its texts, over its paper.
QImage groundOf(const Picture& picture) {
  Picture wordless = picture;
  wordless.transparent = false;
  for (Layer& layer : wordless.scene.layers)
    std::erase_if(layer.shapes, [](const Shape& shape) { return std::holds_alternative<TextShape>(shape); });
  wordless.zoom = 1;  // texts are looked for where they are laid out
  return renderPicture(wordless, kPageDpi).convertToFormat(QImage::Format_RGB32);
}

/// The least contrast with any colour that fills a good part of the box.
double contrastIn(const QImage& ground, const QRectF& box, const QColor& ink) {
  const QRect pixels = box.toAlignedRect().intersected(ground.rect());
  QHash<QRgb, int> counts;
  for (int y = pixels.top(); y <= pixels.bottom(); ++y)
    for (int x = pixels.left(); x <= pixels.right(); ++x) ++counts[ground.pixel(x, y)];
  const double area = static_cast<double>(pixels.width()) * pixels.height();
  double least = 21;
  for (auto count = counts.cbegin(); count != counts.cend(); ++count)
    if (count.value() >= area * kLeastShare) least = std::min(least, contrastOf(ink, QColor::fromRgb(count.key())));
  return least;
}

void checkTexts(const Picture& picture, std::vector<PreflightNote>& all) {
  Notes cut(PreflightKind::CutOff, QStringLiteral("Cut off: %1."));
  Notes small(PreflightKind::SmallType, QStringLiteral("Smaller than the type asked for: %1."));
  Notes faint(PreflightKind::LowContrast, QStringLiteral("Contrast below 4.5 to 1: %1."));
  const QRectF page = QRectF(QPointF(0, 0), picture.size).adjusted(-0.5, -0.5, 0.5, 0.5);
  const QImage ground = groundOf(picture);
  for (const auto& [text, layer] : textsOf(picture)) {
    const bool inside = page.contains(text->box) && layer->clip.adjusted(-0.5, -0.5, 0.5, 0.5).contains(text->box);
    if (!inside || text->text.endsWith(QChar(0x2026))) cut.add(quoted(text->text));
    if (fontOf(text->font, picture.type).pixelSize() < picture.type.pt * kPageDpi / 72 - 0.01)
      small.add(quoted(text->text));
    const QColor ink = picture.theme.color(text->paint.role, text->paint.hue);
    if (contrastIn(ground, text->box, ink) < kLeastContrast) faint.add(quoted(text->text));
  }
  cut.into(all);
  small.into(all);
  faint.into(all);
}

/// Whether any font of the machine has the character: the layout falls back from one to the other.
bool anyFontHas(char32_t character, const TypeStyle& type) {
  QTextLayout layout(QString::fromUcs4(&character, 1), fontOf(FontRole::Normal, type));
  layout.beginLayout();
  layout.createLine();
  layout.endLayout();
  for (const QGlyphRun& run : layout.glyphRuns())
    for (const quint32 glyph : run.glyphIndexes())
      if (glyph != 0) return true;
  return false;
}

/// Marks that are meant to be unseen, as joiners and selectors of a variant, and what is not a character.
bool isUnseen(char32_t character) {
  const QChar::Category category = QChar::category(character);
  return QChar::isSpace(character) || category == QChar::Mark_NonSpacing || category == QChar::Other_Format ||
         category == QChar::Other_Control || category == QChar::Other_Surrogate || QChar::isNonCharacter(character);
}

void checkCharacters(const Picture& picture, std::vector<PreflightNote>& all) {
  Notes missing(PreflightKind::NoGlyph, QStringLiteral("No font has these characters: %1."));
  Notes replaced(PreflightKind::Replaced,
                 QStringLiteral("SVG, PDF and pages cannot hold these characters, and have � in their place: %1."));
  QString words = picture.title + picture.description;
  for (const auto& [text, layer] : textsOf(picture)) words += text->text;
  QList<char32_t> seen;
  for (const char32_t character : words.toStdU32String()) {
    if (character < 0x80 || isUnseen(character) || seen.contains(character)) continue;
    seen.append(character);
    if (!anyFontHas(character, picture.type))
      missing.add(QStringLiteral("%1 (%2)").arg(QString::fromUcs4(&character, 1), codePointText(character)));
  }
  for (const char32_t character : forbiddenInXml(words)) replaced.add(codePointText(character));
  missing.into(all);
  replaced.into(all);
}

void checkColours(const Picture& picture, std::vector<PreflightNote>& all) {
  Notes grey(PreflightKind::AlikeInGreyscale, QStringLiteral("Hard to tell apart in greyscale: %1."));
  Notes blind(PreflightKind::AlikeToColourBlind, QStringLiteral("Hard to tell apart for colour-blind eyes: %1."));
  const std::vector<LegendSample> samples = legendSamplesOf(picture.scene);
  for (const Eyes eyes : {Eyes::Grey, Eyes::Protanopia, Eyes::Deuteranopia}) {
    std::vector<SeenSample> seen;
    for (const LegendSample& sample : samples) seen.emplace_back(sample, picture.theme, eyes);
    for (std::size_t i = 0; i < seen.size(); ++i)
      for (std::size_t j = i + 1; j < seen.size(); ++j)
        if (seen[i].distanceTo(seen[j]) < kLeastSampleDistance)
          (eyes == Eyes::Grey ? grey : blind)
              .add(QStringLiteral("“%1” and “%2”").arg(samples[i].words, samples[j].words));
  }
  for (std::uint8_t i = 0; i < kPaletteHues; ++i)
    for (std::uint8_t j = i + 1; j < kPaletteHues; ++j)
      for (const Eyes eyes : {Eyes::Protanopia, Eyes::Deuteranopia})
        if (picture.theme.kind != ThemeKind::Grey &&
            distanceOf(seenBy(eyes, picture.theme.hueColor(i)), seenBy(eyes, picture.theme.hueColor(j))) <
                kLeastSampleDistance)
          blind.add(QStringLiteral("colours %1 and %2 of the palette").arg(i + 1).arg(j + 1));
  for (std::uint8_t i = 0; i < kPaletteHues; ++i)
    if (picture.theme.kind != ThemeKind::Grey &&
        distanceOf(picture.theme.hueColor(i), picture.theme.color(Role::Failure)) < kLeastSampleDistance)
      blind.add(QStringLiteral("colour %1 of the palette and that of failures").arg(i + 1));
  grey.into(all);
  blind.into(all);
}

}  // namespace

std::vector<PreflightNote> preflight(const Picture& picture) {
  std::vector<PreflightNote> all;
  for (const QString& remark : picture.remarks) all.push_back({PreflightKind::LeftOut, remark});
  checkTexts(picture, all);
  checkColours(picture, all);
  checkCharacters(picture, all);
  return all;
}

}  // namespace roundscope::ui
