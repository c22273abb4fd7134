// Questions about what is shown, answered by a run: from a menu at a place, from a list by their words, or by hand on
// the stage. Each is an edit of the scenario, or a what-if beside it.
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "core/base/result.h"
#include "core/scenario/numbers.h"
#include "ui/topics.h"

class QMenu;
class QWidget;

namespace roundscope::ui {

class Editing;
class LessonPlayer;
class Session;

class Asking : public QObject {
  Q_OBJECT

 public:
  /// `window`: over which menus and dialogs open.
  Asking(Session* session, QWidget* window);

  /// In a lesson, and where the viewer wishes it, what is asked becomes a variant beside the one it is asked of.
  [[nodiscard]] bool makesWhatIf() const;
  void setMakesWhatIf(bool on) { m_makesWhatIf = on; }

  /// A question that can be asked now, in words that also say what it is about.
  struct Offer {
    QString words;
    std::size_t variant = 0;
    Question question;
  };
  /// All that can be asked about the topics.
  [[nodiscard]] std::vector<Offer> offers(std::size_t variant, const std::vector<QuestionTopic>& topics) const;
  /// The numbers that are asked about at a place, where a question changes nothing else.
  [[nodiscard]] std::vector<ScenarioNumber> numbersAt(const AskedPlace& place) const;
  /// The place that keys ask about: the selected call, else the whole scenario.
  [[nodiscard]] AskedPlace placeOfKeys() const;

 public slots:
  void showMenu(const roundscope::ui::AskedPlace& place);
  /// Asks for the question's number where it has one that is not given.
  void ask(std::size_t variant, const roundscope::Question& question, std::optional<qint64> number);
  /// Moves a canister into a room, or into a new one.
  void move(std::size_t variant, roundscope::CanisterId canister, std::optional<roundscope::SubnetId> subnet);
  void removeVariant(std::size_t variant);
  void renameVariant(std::size_t variant);

 signals:
  /// A what-if is there, beside the variant that it was made of.
  void answered(std::size_t whatIf, std::size_t parent);
  /// What was done, in a sentence.
  void told(const QString& sentence);
  /// A number to be turned as a knob.
  void pinWanted(std::size_t variant, const roundscope::ScenarioNumber& number);
  /// The scenario is as it was.
  void refused(const roundscope::Error& error);

 private:
  void carryOut(std::size_t variant, const Question& question, std::int64_t number);
  void showBeside(const std::string& variant);
  void addQuestions(QMenu* menu, std::size_t variant, const QuestionTopic& topic) const;
  void addVariantActions(QMenu* menu, std::size_t variant);
  void addPins(QMenu* menu, const AskedPlace& place);
  [[nodiscard]] const Scenario* scenarioOf(std::size_t variant) const;

  Session* m_session;
  Editing* m_editing;
  LessonPlayer* m_player;
  QWidget* m_window;
  bool m_makesWhatIf = false;
};

}  // namespace roundscope::ui
