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
#include <cstring>

#include "ui/picture/xml_text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

constexpr double kLeastDistance = 6;
constexpr double kLeastShare = 0.25;  ///< of a text's box, for a colour behind it to matter

double linear(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }
double encoded(double value) { return value <= 0.0031308 ? value * 12.92 : 1.055 * std::pow(value, 1 / 2.4) - 0.055; }

std::array<double, 3> linearOf(const QColor& color) {
  return {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
}

double luminance(const QColor& color) {
  const auto [red, green, blue] = linearOf(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

std::array<double, 3> labOf(const QColor& color) {
  const auto [red, green, blue] = linearOf(color);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const double y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const double z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

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

struct Swatch {
  QColor color;
  Hatch hatch;
  bool bordered;
  QString name;
};

/// The coloured boxes of the legend, each with the word that follows it.
std::vector<Swatch> swatchesOf(const Picture& picture) {
  std::vector<Swatch> swatches;
  for (const Layer& layer : picture.scene.layers) {
    if (std::strcmp(layer.name, "legend") != 0) continue;
    std::optional<Swatch> open;
    for (const Shape& shape : layer.shapes) {
      if (const auto* rect = std::get_if<RectShape>(&shape)) {
        if (rect->fill.role == Role::Background) continue;
        open = Swatch{picture.theme.color(rect->fill.role, rect->fill.hue), rect->hatch, rect->border.has_value(), {}};
      }
      const auto* text = std::get_if<TextShape>(&shape);
      if (text == nullptr || !open) continue;
      open->name = text->text;
      swatches.push_back(*open);
      open.reset();
    }
  }
  return swatches;
}

void checkColours(const Picture& picture, std::vector<PreflightNote>& all) {
  Notes grey(PreflightKind::AlikeInGreyscale, QStringLiteral("Hard to tell apart in greyscale: %1."));
  Notes blind(PreflightKind::AlikeToColourBlind, QStringLiteral("Hard to tell apart for colour-blind eyes: %1."));
  const std::vector<Swatch> swatches = swatchesOf(picture);
  for (std::size_t i = 0; i < swatches.size(); ++i)
    for (std::size_t j = i + 1; j < swatches.size(); ++j) {
      const Swatch& a = swatches[i];
      const Swatch& b = swatches[j];
      if (a.hatch != b.hatch || a.bordered != b.bordered) continue;
      const auto alike = [&](Eyes eyes) {
        return distanceOf(seenBy(eyes, a.color), seenBy(eyes, b.color)) < kLeastDistance;
      };
      const QString pair = QStringLiteral("“%1” and “%2”").arg(a.name, b.name);
      if (alike(Eyes::Grey)) grey.add(pair);
      if (alike(Eyes::Protanopia) || alike(Eyes::Deuteranopia)) blind.add(pair);
    }
  grey.into(all);
  blind.into(all);
}

}  // namespace

double contrastOf(const QColor& a, const QColor& b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor seenBy(Eyes eyes, const QColor& color) {
  const auto [red, green, blue] = linearOf(color);
  const auto row = [r = red, g = green, b = blue](double x, double y, double z) {
    return static_cast<float>(encoded(std::clamp(x * r + y * g + z * b, 0.0, 1.0)));
  };
  switch (eyes) {
    case Eyes::Grey: {
      const float grey = row(0.2126, 0.7152, 0.0722);
      return QColor::fromRgbF(grey, grey, grey);
    }
    case Eyes::Protanopia:
      return QColor::fromRgbF(row(0.152286, 1.052583, -0.204868), row(0.114503, 0.786281, 0.099216),
                              row(-0.003882, -0.048116, 1.051998));
    case Eyes::Deuteranopia:
      return QColor::fromRgbF(row(0.367322, 0.860646, -0.227968), row(0.280085, 0.672501, 0.047413),
                              row(-0.011820, 0.042940, 0.968881));
  }
  return color;
}

double distanceOf(const QColor& a, const QColor& b) {
  const auto first = labOf(a);
  const auto second = labOf(b);
  return std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

std::vector<PreflightNote> preflight(const Picture& picture) {
  std::vector<PreflightNote> all;
  for (const QString& remark : picture.remarks) all.push_back({PreflightKind::LeftOut, remark});
  checkTexts(picture, all);
  checkColours(picture, all);
  checkCharacters(picture, all);
  return all;
}

}  // namespace roundscope::ui
