// See purposes.h.
#include "ui/picture/purposes.h"

#include <QObject>

#include "ui/settings.h"
#include "ui/text.h"

namespace roundscope::ui {

namespace {

/// In a file of settings.
QString keyOf(Purpose purpose, const char* what) {
  static constexpr const char* kKeys[kPurposeCount] = {"slide", "column", "page", "web"};
  return QStringLiteral("pictures/%1/%2")
      .arg(QLatin1String(kKeys[static_cast<std::size_t>(purpose)]), QLatin1String(what));
}

/// Read from the last row. What does not fit so is drawn with the type of screens.
std::vector<Figure> largerOnSlides(Figure figure) {
  std::vector<Figure> all;
  for (const auto& [density, points] :
       {std::pair(FigureDensity::Comfortable, 16.0), std::pair(FigureDensity::Compact, 18.0),
        std::pair(FigureDensity::Compact, 16.0), std::pair(FigureDensity::Compact, 14.0),
        std::pair(FigureDensity::Compact, 12.0)}) {
    figure.density = density;
    figure.fontPt = points;
    all.push_back(figure);
  }
  return all;
}

PurposeSettings suited(Purpose purpose) {
  Figure figure;
  switch (purpose) {
    case Purpose::Slide:
      figure.sizePx = {1600, 900};
      return {figure, ".png", largerOnSlides(figure)};
    case Purpose::Column:
      figure.widthMm = 85;
      figure.fontPt = 7;
      figure.density = FigureDensity::Compact;
      figure.theme = FigureTheme::Print;
      figure.hidden = {FigurePart::Title, FigurePart::Chart, FigurePart::Provenance};
      return {figure, ".pdf"};
    case Purpose::Page:
      figure.widthMm = 160;
      figure.fontPt = 8;
      figure.theme = FigureTheme::Print;
      return {figure, ".pdf"};
    case Purpose::Web:
      return {figure, ".html"};
  }
  return {figure, ".png"};
}

}  // namespace

QStringList purposeNames() {
  return {QObject::tr("Slide"), QObject::tr("Column of a paper"), QObject::tr("Page of a paper"),
          QObject::tr("Web page")};
}

PurposeSettings settingsFor(Purpose purpose) {
  PurposeSettings settings = suited(purpose);
  const QSettings kept = openSettings();
  const QString text = kept.value(keyOf(purpose, "figure")).toString();
  if (text.isEmpty()) return settings;
  // Settings of another edition may say what this one does not know.
  if (const Result<Figure> figure = parseFigure(text.toStdString(), "settings"); figure.ok())
    settings = {figure.value(), settings.ending};
  settings.ending = kept.value(keyOf(purpose, "ending"), textOf(settings.ending)).toString().toStdString();
  return settings;
}

void rememberFor(Purpose purpose, const Figure& figure, const std::string& ending) {
  remember([&](QSettings& settings) {
    settings.setValue(keyOf(purpose, "figure"), textOf(figureText(styledAs({}, figure))));
    settings.setValue(keyOf(purpose, "ending"), textOf(ending));
    settings.setValue(QStringLiteral("pictures/purpose"), static_cast<int>(purpose));
  });
}

Purpose lastPurpose() {
  const int kept = openSettings().value(QStringLiteral("pictures/purpose"), 0).toInt();
  return kept > 0 && static_cast<std::size_t>(kept) < kPurposeCount ? static_cast<Purpose>(kept) : Purpose::Slide;
}

Figure styledAs(Figure content, const Figure& style) {
  content.hidden = style.hidden;
  content.widthMm = style.widthMm;
  content.heightMm = style.heightMm;
  content.sizePx = style.sizePx;
  content.dpi = style.dpi;
  content.density = style.density;
  content.font = style.font;
  content.fontPt = style.fontPt;
  content.theme = style.theme;
  content.palette = style.palette;
  content.colours = style.colours;
  content.transparent = style.transparent;
  content.marginMm = style.marginMm;
  content.callNumbers = style.callNumbers;
  content.roundsPerSecond = style.roundsPerSecond;
  return content;
}

}  // namespace roundscope::ui
