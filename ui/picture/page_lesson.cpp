// See page_lesson.h.
#include "ui/picture/page_lesson.h"

#include "ui/picture/xml_text.h"

namespace roundscope::ui {

namespace {

QByteArray element(const char* name, const std::string& words, const char* attributes = "") {
  return QByteArray("<") + name + attributes + '>' + xmlText(QString::fromStdString(words)) + "</" + name + ">\n";
}

QByteArray questionHtml(const ResolvedQuestion& question, const ResolvedView& reveal) {
  QByteArray html = element("p", question.ask, " class=\"ask\"");
  if (question.isChoice()) {
    html += "<ol>\n";
    for (const std::string& choice : question.choices) html += element("li", choice);
    html += "</ol>\n";
  }
  return html + "<details>\n<summary>Answer</summary>\n" + element("p", question.answerText, " class=\"answer\"") +
         element("p", reveal.text) + "</details>\n";
}

QByteArray stepHtml(const ResolvedStep& step, std::size_t number, std::size_t count) {
  const QByteArray of = QByteArray::number(number) + " of " + QByteArray::number(count);
  QByteArray html = "<article id=\"step-" + QByteArray::number(number) + "\">\n<h2><small>" + of + "</small> " +
                    xmlText(QString::fromStdString(step.title)) + "</h2>\n" + element("p", step.view.text);
  if (step.question && step.reveal) html += questionHtml(*step.question, *step.reveal);
  return html + "</article>\n";
}

QByteArray verdictHtml(const ResolvedVerdict& verdict) {
  QByteArray html =
      "<article id=\"verdict\">\n<h2>What it comes to</h2>\n" + element("p", verdict.text) + "<table>\n<tr><td></td>";
  for (const std::string& column : verdict.columns) html += element("th", column, " scope=\"col\"");
  html += "</tr>\n";
  for (const VerdictRow& row : verdict.rows) {
    html += "<tr>" + element("th", row.variant, " scope=\"row\"");
    for (const VerdictCell& cell : row.cells) html += element("td", cell.text);
    html += "</tr>\n";
  }
  return html + "</table>\n</article>\n";
}

}  // namespace

QByteArray lessonHtml(const ResolvedLesson& lesson) {
  QByteArray html = "<section id=\"lesson\" aria-label=\"Lesson\">\n" + element("p", lesson.goal, " class=\"goal\"");
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) html += stepHtml(lesson.steps[i], i + 1, lesson.steps.size());
  if (lesson.verdict) html += verdictHtml(*lesson.verdict);
  return html +
         "<nav id=\"steps\" hidden>\n<button id=\"earlier\">◀ Step</button>\n<button id=\"later\">Step ▶</button>\n"
         "</nav>\n</section>\n";
}

}  // namespace roundscope::ui
