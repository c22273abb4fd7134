// One file: pictures from page_pictures.h, text from page_lesson.h, script and style from resources/page/.
#include "ui/picture/html_page.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

#include "ui/files/record_places.h"
#include "ui/picture/page_lesson.h"
#include "ui/picture/page_pictures.h"
#include "ui/picture/svg.h"
#include "ui/picture/xml_text.h"

namespace roundscope::ui {

namespace {

/// As many pictures of rounds as a page holds; longer runs go several rounds at a step.
constexpr std::size_t kMostRounds = 400;
constexpr qsizetype kMostPageBytes = 3'000'000;

/// On a screen less wide than this type of the wide shape would be smaller, and the narrow one is shown.
constexpr double kLeastWideTypePx = 10;
/// A small figure is not blown up beyond this type.
constexpr double kGreatestTypePx = 20;
/// In CSS pixels: of a lesson's text beside the picture, and from which width of screen on it stands there.
constexpr int kLessonPx = 380;
constexpr int kBesidePx = 800;

QByteArray resource(const char* name) {
  QFile file(QStringLiteral(":/page/") + QLatin1String(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// JSON that may stand in a script element.
QByteArray scriptSafe(const QJsonObject& object) {
  return QJsonDocument(object).toJson(QJsonDocument::Compact).replace("</", "<\\/").replace("<!--", "<\\u0021--");
}

QByteArray button(const char* id, const char* name, const char* sign) {
  return QByteArray("<button id=\"") + id + "\" aria-label=\"" + name + "\" title=\"" + name + "\">" + sign +
         "</button>\n";
}

/// Values of the colours, and which shape of the pictures is seen on which screen.
QByteArray styleOf(const PictureContent& content, const PagePictures& pictures, SvgColorNames& colors) {
  const Theme theme = content.picture.theme;
  const bool readers = content.figure.theme == FigureTheme::Auto;
  const QByteArray body = ":root { --paper: " + colors.reference({Role::Background}) +
                          "; }\nbody { background: var(--paper); color: " + colors.reference({Role::Text}) + "; }\n";
  const auto root = [&](const Theme& shown, const char* scheme) {
    return QByteArray(":root { color-scheme: ") + scheme + "; " + colors.values(shown) + " }\n";
  };
  QByteArray style = resource("page.css") + root(theme, theme.kind == ThemeKind::Dark ? "dark" : "light");
  Theme dark = theme;
  dark.kind = ThemeKind::Dark;
  if (readers) style += "@media (prefers-color-scheme: dark) { " + root(dark, "dark") + "}\n";
  style += body;
  const double typePx = content.picture.pt() * kPageDpi / 72;
  const double wide = content.picture.sizePx().width() * kLeastWideTypePx / typePx;
  const int wideFrom = static_cast<int>(std::ceil(wide)) + 24 + (content.lesson != nullptr ? kLessonPx : 0);
  const QByteArray from = QByteArray::number(wideFrom);
  if (pictures.shapes().size() > 1)
    style += ".narrow { max-width: 640px; }\n@media (min-width: " + from +
             "px) { .narrow { display: none; } }\n@media not all and (min-width: " + from +
             "px) { .wide { display: none; } }\n";
  else  // no second shape: it fits a phone; on what is narrower still it is moved sideways
    style += ".wide svg { min-width: " + QByteArray::number(std::ceil(std::min(wide * 1.1, kPhonePx))) + "px; }\n";
  style += ".wide { max-width: " +
           QByteArray::number(std::ceil(content.picture.sizePx().width() * kGreatestTypePx / typePx)) + "px; }\n";
  if (content.lesson != nullptr)
    style += "@media (min-width: " + QByteArray::number(kBesidePx) +
             "px) { main { grid-template-columns: " + "minmax(0, 1fr) " + QByteArray::number(kLessonPx - 20) +
             "px; } #lesson { grid-column: 2; grid-row: 1; } " +
             "#picture { grid-column: 1; grid-row: 1; } #controls { grid-column: 1 / 3; } }\n";
  return style;
}

QByteArray shapeHtml(const PageShape& shape, const QByteArray& title, SvgColors& colors) {
  const Picture& picture = shape.opening;
  const QByteArray name(shape.name);
  QByteArray html = "<div class=\"" + name + "\">\n" + svgOpening(picture) + "<title>" + title + "</title>\n<desc>" +
                    xmlText(picture.description) + "</desc>\n";
  for (std::size_t i = 0; i < shape.layers; ++i) {
    html += "<g id=\"" + name + '-' + QByteArray::number(i) + "\">";
    if (i < picture.scene.layers.size()) html += svgLayer(picture.scene.layers[i], picture, colors);
    html += "</g>\n";
  }
  return html + "</svg>\n</div>\n";
}

/// Where a hidden picture has its clip paths a browser need not find them; these are always there.
QByteArray clipsHtml(const PagePictures& pictures) {
  QByteArrayList clips;
  for (const PageShape& shape : pictures.shapes())
    for (const QByteArray& clip : shape.clips)
      if (!clips.contains(clip)) clips << clip;
  return "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" class=\"clips\">\n<defs>\n" + clips.join() +
         "</defs>\n</svg>\n";
}

QByteArray pageOf(const PictureContent& content, std::size_t mostRounds) {
  SvgColorNames colors;
  const PagePictures pictures(content, colors, mostRounds);
  if (pictures.stopped()) return {};
  const QByteArray title = xmlText(content.picture.title);
  QByteArray shapes;
  for (const PageShape& shape : pictures.shapes()) shapes += shapeHtml(shape, title, colors);
  const QByteArray again = content.record
                               ? "<meta name=\"again\"" + xmlAttribute("content", QLatin1String(kDrawAgain)) + ">\n"
                               : QByteArray();
  QByteArray page =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'; img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n"
      "<meta name=\"generator\" content=\"Roundscope " ROUNDSCOPE_VERSION "\">\n<meta name=\"description\"" +
      xmlAttribute("content", content.picture.description) + ">\n" + again + "<title>" + title + "</title>\n<style>\n" +
      styleOf(content, pictures, colors) + "</style>\n</head>\n<body>\n" + clipsHtml(pictures) + "<main>\n";
  if (content.lesson != nullptr) page += lessonHtml(*content.lesson);
  page += "<div id=\"picture\">\n" + shapes + "</div>\n<div id=\"controls\" hidden>\n" +
          button("first", "To the start", "|◀") + button("back", "Previous round", "◀") +
          "<input id=\"scrubber\" type=\"range\" min=\"0\" value=\"0\" aria-label=\"Round\">\n" +
          button("forward", "Next round", "▶") + button("last", "To the end", "▶|") +
          "<output id=\"words\" aria-live=\"polite\"></output>\n</div>\n</main>\n";
  if (content.record) page += pageRecordTag() + encodeRecord(*content.record) + "</script>\n";
  return page + "<script type=\"application/json\" id=\"run\">" + scriptSafe(pictures.json()) +
         "</script>\n<script>\n" + resource("page.js") + "</script>\n</body>\n</html>\n";
}

}  // namespace

QByteArray htmlOf(const PictureContent& content) {
  std::size_t most = kMostRounds;
  QByteArray page = pageOf(content, most);
  while (page.size() > kMostPageBytes && most > 1) page = pageOf(content, most /= 2);
  return page;
}

}  // namespace roundscope::ui
