// Layers that do not change from one picture to the next are written once. See html_page.h; the script and the style
// are resources/page/.
#include "ui/picture/html_page.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "ui/picture/frames.h"
#include "ui/picture/svg.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

QByteArray resource(const char* name) {
  QFile file(QStringLiteral(":/page/") + QLatin1String(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Layers, each once, as numbers of their lines, each of which is also kept once.
class Parts {
 public:
  int add(const QByteArray& layer) {
    const auto known = m_layerNumbers.constFind(layer);
    if (known != m_layerNumbers.constEnd()) return *known;
    QJsonArray lines;
    for (const QByteArray& line : layer.split('\n'))
      if (!line.isEmpty()) lines.append(lineNumber(line));
    const auto number = static_cast<int>(m_layers.size());
    m_layerNumbers.insert(layer, number);
    m_layers.append(lines);
    return number;
  }
  [[nodiscard]] const QJsonArray& layers() const { return m_layers; }
  [[nodiscard]] const QJsonArray& lines() const { return m_lines; }

 private:
  int lineNumber(const QByteArray& line) {
    const auto known = m_lineNumbers.constFind(line);
    if (known != m_lineNumbers.constEnd()) return *known;
    const auto number = static_cast<int>(m_lines.size());
    m_lineNumbers.insert(line, number);
    m_lines.append(QString::fromUtf8(line));
    return number;
  }

  QHash<QByteArray, int> m_layerNumbers, m_lineNumbers;
  QJsonArray m_layers, m_lines;
};

QString labelOf(const Frame& frame, const Frame& last) {
  if (frame.round < 0) return QStringLiteral("before the first round");
  return QStringLiteral("round %1 of %2").arg(grouped(frame.round), grouped(last.round));
}

/// JSON that may stand in a script element.
QByteArray scriptSafe(const QJsonObject& object) {
  return QJsonDocument(object).toJson(QJsonDocument::Compact).replace("</", "<\\/").replace("<!--", "<\\u0021--");
}

QByteArray button(const char* id, const char* name, const char* sign) {
  return QByteArray("<button id=\"") + id + "\" aria-label=\"" + name + "\" title=\"" + name + "\">" + sign +
         "</button>\n";
}

}  // namespace

QByteArray htmlOf(const PictureContent& content) {
  std::vector<Frame> frames{{-1, Time{}}};
  for (const Frame& frame : framesOf(content.source, content.figure, kMostPageFrames)) frames.push_back(frame);
  Parts parts;
  QJsonArray frameList;
  QByteArrayList clips;
  Picture picture;
  for (const Frame& frame : frames) {
    Figure then = content.figure;
    then.cursorUs = frame.cursor.us;
    then.hideFuture = true;
    picture = layOutPicture(content.source, then).value();  // the page's own picture has the same size
    QJsonArray layers;
    for (const Layer& layer : picture.scene.layers) {
      layers.append(parts.add(svgLayer(layer, picture)));
      const QByteArray clip = svgClips({&layer});
      if (!clips.contains(clip)) clips << clip;
    }
    frameList.append(QJsonObject{
        {"layers", layers}, {"label", labelOf(frame, frames.back())}, {"description", picture.description}});
  }
  QByteArray groups;
  for (std::size_t i = 0; i < picture.scene.layers.size(); ++i)
    groups += "<g id=\"layer-" + QByteArray::number(i) + "\">" + svgLayer(picture.scene.layers[i], picture) + "</g>\n";
  const QByteArray title = picture.title.toHtmlEscaped().toUtf8();
  const QByteArray paper = picture.theme.color(Role::Background).name().toLatin1();
  const QByteArray ink = picture.theme.color(Role::Text).name().toLatin1();
  QByteArray page =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'; img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n"
      "<meta name=\"generator\" content=\"Roundscope " ROUNDSCOPE_VERSION "\">\n<title>" +
      title + "</title>\n<style>\nbody { background: " + paper + "; color: " + ink + "; }\n" + resource("page.css") +
      "</style>\n</head>\n<body>\n<main>\n" + svgOpening(picture) + "<title>" + title + "</title>\n<desc>" +
      picture.description.toHtmlEscaped().toUtf8() + "</desc>\n<defs>\n" + clips.join() + "</defs>\n" + groups +
      "</svg>\n<div id=\"controls\" hidden>\n" + button("first", "To the start", "|◀") +
      button("back", "Previous round", "◀") +
      "<input id=\"scrubber\" type=\"range\" min=\"0\" value=\"0\" aria-label=\"Round\">\n" +
      button("forward", "Next round", "▶") + button("last", "To the end", "▶|") +
      "<output id=\"words\" aria-live=\"polite\"></output>\n</div>\n</main>\n";
  if (content.record)
    page += QByteArray("<script type=\"text/plain\" id=\"") + kRecordName + "\">" + encodeRecord(*content.record) +
            "</script>\n";
  page += "<script type=\"application/json\" id=\"run\">" +
          scriptSafe({{"lines", parts.lines()}, {"layers", parts.layers()}, {"frames", frameList}}) +
          "</script>\n<script>\n" + resource("page.js") + "</script>\n</body>\n</html>\n";
  return page;
}

}  // namespace roundscope::ui
