// Words come from the lesson, moments from its runs. See lesson_slides.h.
#include "ui/picture/lesson_slides.h"

namespace roundscope::ui {

namespace {

Slide slideOf(const ResolvedStep& step, const ResolvedView& view, const QString& words, Figure figure) {
  figure.title = step.title;
  figure.caption = words.toStdString();
  figure.cursorUs = view.cursor.us;
  return {view.shown, std::move(figure)};
}

QString questionOf(const ResolvedQuestion& question) {
  QString words = QString::fromStdString(question.ask);
  for (std::size_t i = 0; i < question.choices.size(); ++i)
    words += QStringLiteral(" %1) %2").arg(i + 1).arg(QString::fromStdString(question.choices[i]));
  return words;
}

}  // namespace

std::vector<Slide> slidesOf(const ResolvedLesson& lesson, const Figure& figure) {
  std::vector<Slide> slides;
  for (const ResolvedStep& step : lesson.steps) {
    Figure told = figure;
    told.hideFuture = step.question.has_value();
    QString words = QString::fromStdString(step.view.text);
    if (step.question) words += QLatin1Char(' ') + questionOf(*step.question);
    slides.push_back(slideOf(step, step.view, words, told));
    if (!step.question || !step.reveal) continue;
    told.hideFuture = false;
    slides.push_back(
        slideOf(step, *step.reveal,
                QStringLiteral("Answer: %1. %2")
                    .arg(QString::fromStdString(step.question->answerText), QString::fromStdString(step.reveal->text)),
                told));
  }
  return slides;
}

}  // namespace roundscope::ui
