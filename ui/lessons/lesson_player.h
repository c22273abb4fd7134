// Plays a lesson on a session: which step is told, what is asked, what was answered, and where the knobs stand.
#pragma once

#include <QObject>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "core/lesson/lesson.h"
#include "core/lesson/resolve.h"
#include "core/scenario/scenario.h"
#include "ui/session/session.h"

namespace roundscope::ui {

/// What a viewer answered: a number, or which choice.
using LessonAnswer = std::variant<double, std::size_t>;

/// A step is told first; where it asks, the rest of the run stays hidden until the answer is revealed. It sets what the
/// session's views show.
class LessonPlayer : public QObject {
  Q_OBJECT

 public:
  /// The player of a session, which owns it.
  static LessonPlayer& of(Session& session);

  /// Begins a lesson at a step; the scenario comes by scenarioWanted().
  /// Errors: those of loadLesson and loadLessonText; what was played before goes on.
  std::optional<Error> open(const QString& id, std::size_t step = 0);
  /// No lesson is played any more: something else is on screen.
  void close();

  [[nodiscard]] bool isOpen() const { return m_lesson.has_value(); }
  [[nodiscard]] const QString& id() const { return m_id; }
  [[nodiscard]] const Lesson& lesson() const { return *m_lesson; }
  [[nodiscard]] std::size_t step() const { return m_step; }
  [[nodiscard]] std::size_t stepCount() const { return m_lesson ? m_lesson->steps.size() : 0; }
  /// The step with its numbers; absent until the run is known to its end.
  [[nodiscard]] const std::optional<ResolvedStep>& resolved() const { return m_resolved; }
  /// What the lesson comes to, once it is told: after the last step.
  [[nodiscard]] const ResolvedVerdict* verdict() const { return m_summing && m_verdict ? &*m_verdict : nullptr; }
  /// It has a verdict still to tell.
  [[nodiscard]] bool willSumUp() const { return m_lesson && m_lesson->verdict && !m_summing; }
  [[nodiscard]] bool asks() const { return m_resolved && m_resolved->question && !m_revealed && !m_summing; }
  [[nodiscard]] bool revealed() const { return m_revealed; }
  /// On the way from what is asked to what is revealed; it asks still.
  [[nodiscard]] bool revealing() const { return m_revealing; }
  [[nodiscard]] const std::optional<LessonAnswer>& answer() const { return m_answer; }
  [[nodiscard]] bool answeredRight() const;
  /// The viewer has moved the cursor or selected something else: exploring freely.
  [[nodiscard]] bool isAway() const;
  [[nodiscard]] const std::vector<std::int64_t>& knobs() const { return m_knobs; }
  /// Overrides are tried out.
  [[nodiscard]] bool triesOut() const { return !m_tried.empty(); }

 public slots:
  /// Reveals what is asked; otherwise the next step, and after the last one the verdict. False at the end.
  bool next();
  /// The same, and after the last step the next lesson. After the last lesson there is the list again.
  void goOn();
  /// Begins a lesson. Where that cannot be, failed() says why.
  void choose(const QString& id);
  /// Asked before a lesson is opened, which gives up what is open; where the answer is no, nothing is opened.
  void askBeforeLeaving(std::function<bool()> mayLeave) { m_mayLeave = std::move(mayLeave); }
  /// From the verdict back to the last step; from an answer to its question; else the step before.
  bool previous();
  void restart();
  /// Plays from what is asked to what is revealed, in a few seconds; at once when called again on the way, with reduced
  /// motion, or where the answer lies earlier.
  void reveal();
  /// Pauses, or plays on: to the answer where that is on its way, else what is shown in full to its end, in about eight
  /// seconds from its beginning.
  void playOrPause();
  void giveAnswer(const LessonAnswer& answer);
  /// Back from exploring.
  void returnToStep();
  /// Runs the scenario anew with another value; the step stays.
  void turnKnob(std::size_t knob, std::int64_t value);
  /// Runs the lesson with another text of its scenario, as one with a what-if beside its variants; step, cursor and
  /// what is revealed stay.
  void runWith(const std::string& scenarioText);
  /// Runs what is open anew with this override, whether a lesson is played or not; the step stays.
  void change(const Override& override);
  /// Runs what is open with these overrides on top, in place of those tried before; the step stays. Without any, as
  /// it was.
  void tryOut(const std::vector<Override>& overrides);

 signals:
  /// The step, what is known of it, or a knob.
  void changed();
  /// isAway() may have changed. Sent at every step of the cursor: what listens must be quick.
  void explored();
  void scenarioWanted(std::shared_ptr<const ScenarioSet> set);
  /// The same scenario, changed; what is shown of it stays.
  void changeWanted(std::shared_ptr<const ScenarioSet> set);
  /// A step is shown: cursor, selection and what the views share are as it wants them.
  void viewWanted(const ResolvedView& view);
  void failed(const Error& error);
  /// The last lesson is over.
  void listWanted();

 private:
  LessonPlayer(Session* session, QObject* parent);
  void go(std::size_t step);
  void resolveWhenKnown();
  void show();
  void finishReveal();
  void sumUp();
  void followPlaying();
  /// The last moment of the variants that are shown in full: the step's, and a what-if that is looked at besides.
  [[nodiscard]] Time endOfShown() const;
  void showInViews(const ResolvedView& shown);
  [[nodiscard]] Result<ScenarioSet> readScenario() const;
  std::optional<Error> rerun();
  void forgetTried();
  void play(ScenarioSet set);
  [[nodiscard]] std::vector<Override> overrides() const;
  [[nodiscard]] const ResolvedView& view() const;

  Session* m_session;
  QString m_id;
  std::optional<Lesson> m_lesson;
  std::string m_scenarioText;
  std::vector<std::int64_t> m_knobs;
  std::vector<Override> m_changes;               ///< of the viewer, besides the knobs
  std::vector<Override> m_tried;                 ///< on top of all
  std::shared_ptr<const ScenarioSet> m_triedOn;  ///< what is returned to; null in a lesson
  std::vector<RunSummary> m_summaries;
  std::size_t m_step = 0;
  std::optional<ResolvedStep> m_resolved;
  std::optional<ResolvedVerdict> m_verdict;  ///< known at the last step
  bool m_summing = false;                    ///< the verdict is told, in the place of the last step
  ResolvedView m_summary;                    ///< what is shown with it
  std::function<bool()> m_mayLeave;
  bool m_revealed = false;
  bool m_revealing = false;
  bool m_asked = false;      ///< a what-if is looked at
  bool m_viewStays = false;  ///< when the step is resolved, the viewer is left where they are
  double m_revealSpeed = 0;  ///< rounds a second, while revealing
  std::optional<LessonAnswer> m_answer;
  std::shared_ptr<const ScenarioSet> m_set;
  std::optional<RunView> m_shownBefore;  ///< what the viewer looked at before the lesson
};

}  // namespace roundscope::ui
