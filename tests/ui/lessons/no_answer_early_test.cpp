// Reads everything that the window shows while a lesson asks, and finds no answer in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QTableView>
#include <QToolTip>
#include <QTreeView>

#include "core/run/rounds.h"
#include "tests/ui/lessons/lesson_fixture.h"
#include "ui/editor/scenario_panel.h"
#include "ui/lessons/lesson_library.h"
#include "ui/plot/in_flight_chart.h"
#include "ui/stage/stage_widget.h"
#include "ui/text.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {
namespace {

struct Shown {
  QString where;  ///< the accessible name of what shows it
  QString text;
};

/// A number that a question cannot but show.
struct Given {
  const char* lesson;
  std::size_t step;  ///< from 1
  const char* where;
  const char* why;
};
constexpr Given kGiven[] = {
    {"in-flight-limit", 1, "In-flight chart", "the line of the limit"},
    {"window-of-calls", 4, "In-flight chart", "the line of the limit"},
};

/// Where texts are of what has happened before the cursor, or are the same in every run.
constexpr const char* kPast[] = {"Events", "Events of the call", "Phases of the call", "Program", "Scenario"};

/// What gives an answer away that is no number with a unit, as a pattern.
struct Tell {
  const char* lesson;
  std::size_t step;  ///< from 1
  const char* pattern;
};
constexpr Tell kTells[] = {
    {"sequential-calls", 6, "share each round|within the round|one round"},
    {"parallel-calls", 5, "sends at the call|expression sends|call sends"},
    {"parallel-calls", 6, "first poll|polling sends|poll sends"},
    {"same-or-cross-subnet", 2, "few rounds|gain is small|iterations are cheap"},
    {"same-or-cross-subnet", 5, "each direction|[456] rounds"},
    {"in-flight-limit", 3, "callback frees|still holds"},
    {"retry-later", 2, "still held|fails? again"},
    {"retry-later", 5, "in vain with|growing waits"},
    {"partial-failures", 5, "stay|undone|rollback"},
    {"no-rollback", 1, "stays|no rollback"},
    {"no-rollback", 2, "own message|committed"},
    {"no-rollback", 3, "brought it|at 0"},
    {"reentrancy", 3, "refuse[ds]?|queues nobody"},
    {"reentrancy", 6, "keeps? the lock|for ever|survives"},
    {"callee-trust", 1, "decides how long|decided by"},
    {"callee-trust", 2, "SYS_UNKNOWN|unknown"},
    {"callee-trust", 3, "may or may not|idempotent"},
    {"callee-trust", 5, "waiting still|never gives up|guaranteed"},
    {"composite-query", 2, "no rounds|without consensus"},
    {"composite-query", 3, "one after another|looks parallel"},
    {"composite-query", 4, "quicker|247"},
    {"composite-query", 5, "read-only|discarded|on a copy|changes nothing"},
    {"composite-limits", 3, "another composite query that"},
    {"composite-limits", 6, "whole query|all .* rejected"},
    {"await-order", 5, "promises?"},
    {"cycles", 4, "refund(ed|s)?|hundredth"},
    {"which-approach", 2, "rejected|not done"},
    {"which-approach", 5, "lower latency|no consensus|169"},
};

/// Nothing between the widget and its panel or the window is hidden; a panel behind a tab counts as shown.
bool isShown(const QWidget* widget) {
  for (const QWidget* each = widget; each != nullptr && !each->isWindow(); each = each->parentWidget()) {
    if (qobject_cast<const QDockWidget*>(each) != nullptr) return true;
    if (each->isHidden()) return false;
  }
  return true;
}

/// What the scenario says is given, and the schema's help and the numbers that can be swept are the same for every run.
bool isOfScenario(const QWidget& widget) {
  for (const QWidget* above = &widget; above != nullptr; above = above->parentWidget())
    if (above->accessibleName().contains(QLatin1String("umber that is ")) ||
        qobject_cast<const ScenarioPanel*>(above) != nullptr)
      return true;
  return false;
}

class Reader {
 public:
  explicit Reader(MainWindow& window) : m_window(window) {}

  std::vector<Shown> readAll() {
    add(QStringLiteral("window"), m_window.windowTitle());
    for (QWidget* widget : m_window.findChildren<QWidget*>())
      if (isShown(widget) && !isOfScenario(*widget)) read(*widget);
    return std::move(m_all);
  }

 private:
  void add(const QString& where, const QString& text) {
    if (!text.trimmed().isEmpty()) m_all.push_back({where, text});
  }

  void read(QWidget& widget) {
    // The line of a number's field has no name of its own.
    const bool inner = widget.accessibleName().isEmpty() && widget.parentWidget() != nullptr;
    const QString where = (inner ? *widget.parentWidget() : widget).accessibleName();
    add(where, widget.accessibleName());
    add(where, widget.accessibleDescription());
    add(where, widget.toolTip());
    if (const auto* label = qobject_cast<QLabel*>(&widget)) add(where, label->text());
    if (const auto* button = qobject_cast<QAbstractButton*>(&widget)) add(where, button->text());
    if (const auto* line = qobject_cast<QLineEdit*>(&widget)) add(where, line->text());
    if (const auto* spin = qobject_cast<QAbstractSpinBox*>(&widget)) add(where, spin->text());
    if (const auto* box = qobject_cast<QComboBox*>(&widget))
      for (int i = 0; i < box->count(); ++i) add(where, box->itemText(i));
    if (auto* view = qobject_cast<QAbstractItemView*>(&widget)) readModel(*view);
    if (auto* timeline = qobject_cast<TimelineWidget*>(&widget)) readTimeline(*timeline);
    if (auto* stage = qobject_cast<StageWidget*>(&widget)) readStage(*stage);
    if (const auto* chart = qobject_cast<InFlightChart*>(&widget)) readScene(where, chart->scene());
  }

  void readModel(const QAbstractItemView& view) {
    if (qobject_cast<const QHeaderView*>(&view) != nullptr) return;  // read with its table
    const QString where = view.accessibleName();
    const auto* table = qobject_cast<const QTableView*>(&view);
    for (int column = 0; column < view.model()->columnCount(); ++column) {
      if (table != nullptr && table->isColumnHidden(column)) continue;
      add(where, view.model()->headerData(column, Qt::Horizontal).toString());
      readColumn(where, *view.model(), column, {});
    }
  }
  void readColumn(const QString& where, const QAbstractItemModel& model, int column, const QModelIndex& parent) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
      const QModelIndex index = model.index(row, column, parent);
      const QString text = index.data().toString();
      // Among the state stand the lines of methods, numbered.
      const QString place =
          QRegularExpression(QStringLiteral("^\\d+  ")).match(text).hasMatch() ? QStringLiteral("Program") : where;
      add(place, text);
      add(place, index.data(Qt::ToolTipRole).toString());
      if (column == 0) readColumn(where, model, column, index);
    }
  }

  void readScene(const QString& where, const Scene& scene) {
    for (const Layer& layer : scene.layers)
      for (const Shape& shape : layer.shapes)
        if (const auto* text = std::get_if<TextShape>(&shape)) add(where, text->text);
  }
  void readStage(StageWidget& stage) {
    const StageScene scene = stage.scene();
    readScene(stage.accessibleName(), scene.scene);
    for (const StageHit& hit : scene.hits) add(stage.accessibleName(), stage.wordsOf(hit));
  }
  void readTimeline(TimelineWidget& timeline) {
    const Scene scene = timeline.scene();
    readScene(timeline.accessibleName(), scene);
    for (const HitArea& area : scene.hits) {
      const QPoint at = area.rect.center().toPoint();
      QHelpEvent help(QEvent::ToolTip, at, timeline.mapToGlobal(at));
      QCoreApplication::sendEvent(&timeline, &help);
      add(timeline.accessibleName(), QToolTip::text());
    }
    QToolTip::hideText();
  }

  MainWindow& m_window;
  std::vector<Shown> m_all;
};

class NoAnswerEarly : public LessonFixture, public testing::WithParamInterface<std::string> {
 protected:
  [[nodiscard]] bool isGiven(const QString& where) {
    const auto fits = [&](const Given& given) {
      return player().id() == QLatin1String(given.lesson) && player().step() + 1 == given.step &&
             where == QLatin1String(given.where);
    };
    return std::any_of(std::begin(kGiven), std::end(kGiven), fits);
  }

  /// What the page says in the lesson's own words about the question; what is asked is given.
  [[nodiscard]] static bool isAsked(const QString& where, const ResolvedQuestion& question) {
    if (where == QLatin1String("Question") || where == QLatin1String("Step of the lesson")) return true;
    return std::any_of(question.choices.begin(), question.choices.end(),
                       [&](const std::string& choice) { return where == textOf(choice); });
  }

  void expectNothing(const QRegularExpression& answer, const ResolvedQuestion& question,
                     const std::vector<Shown>& all) {
    for (const Shown& shown : all) {
      const bool past = std::any_of(std::begin(kPast), std::end(kPast),
                                    [&](const char* name) { return shown.where == QLatin1String(name); });
      if (past || isAsked(shown.where, question) || isGiven(shown.where)) continue;
      EXPECT_FALSE(answer.match(shown.text).hasMatch())
          << "“" << shown.where.toStdString() << "” shows “" << shown.text.toStdString() << "”; the answer is "
          << question.answerText;
    }
  }

  static constexpr double kTold = 10;
  /// A smaller number alone is a count of anything: it needs its unit to tell something.
  [[nodiscard]] static QRegularExpression patternOf(const ResolvedQuestion& question) {
    QString number = textOf(question.answerText).section(QLatin1Char(' '), 0, 0);
    number = QRegularExpression::escape(number).replace(QLatin1String("\\,"), QLatin1String(",?"));
    const QString unit = textOf(question.answerText).section(QLatin1Char(' '), 1);
    QString pattern = QStringLiteral("(?<![\\d.,–#-])%1(?![\\d]|[.,]\\d)").arg(number);
    if (std::abs(question.answer) < kTold) pattern += QLatin1Char(' ') + QRegularExpression::escape(unit);
    return QRegularExpression(pattern);
  }
  /// Neither words nor a number that stands for itself: kTells must say what gives it away.
  [[nodiscard]] static bool needsTell(const ResolvedQuestion& question) {
    return question.isChoice() || (std::abs(question.answer) < kTold && question.unit.empty());
  }
};

TEST_P(NoAnswerEarly, IsShownBeforeItIsRevealed) {
  window.resize(1280, 720);
  open(GetParam().c_str());
  for (QDockWidget* dock : window.findChildren<QDockWidget*>()) dock->show();
  do {
    waitUntilTold();
    if (!player().asks()) continue;
    SCOPED_TRACE("step " + std::to_string(player().step() + 1));
    QCoreApplication::processEvents();
    const ResolvedQuestion question = *player().resolved()->question;
    const std::vector<Shown> all = Reader(window).readAll();
    ASSERT_GT(all.size(), 30U);
    const auto* tell = std::find_if(std::begin(kTells), std::end(kTells), [&](const Tell& each) {
      return GetParam() == each.lesson && player().step() + 1 == each.step;
    });
    if (tell != std::end(kTells))
      expectNothing(QRegularExpression(QLatin1String(tell->pattern), QRegularExpression::CaseInsensitiveOption),
                    question, all);
    else
      ASSERT_FALSE(needsTell(question)) << "kTells must say what gives this away: " << question.answerText;
    if (!needsTell(question)) expectNothing(patternOf(question), question, all);
    for (const Shown& shown : all) EXPECT_FALSE(shown.text.contains(textOf(player().resolved()->reveal->text)));
  } while (player().next());
}

std::vector<std::string> lessonIds() {
  std::vector<std::string> ids;
  for (const LessonInfo& info : lessons()) ids.push_back(info.id.toStdString());
  return ids;
}

INSTANTIATE_TEST_SUITE_P(All, NoAnswerEarly, testing::ValuesIn(lessonIds()), [](const auto& id) {
  std::string name = id.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace roundscope::ui
