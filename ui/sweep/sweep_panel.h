// "And with other numbers?": choose a number, its range and its seeds; see the chart; open any run of it.
#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/advice.h"
#include "core/analysis/failure_sweep.h"
#include "core/analysis/influence.h"
#include "core/analysis/sweep.h"
#include "core/scenario/figure.h"
#include "core/scenario/numbers.h"
#include "ui/picture/purposes.h"
#include "ui/session/session.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSpinBox;

namespace roundscope::ui {

struct SweptRecord;

class InquiryRunner;
class NumberBox;
class SweepPlot;

class SweepPanel : public QWidget {
  Q_OBJECT

 public:
  SweepPanel(Session* session, QWidget* parent);
  ~SweepPanel() override;

  /// What the last sweep came to; null before one.
  [[nodiscard]] const std::shared_ptr<const SweepTable>& table() const { return m_table; }
  [[nodiscard]] const std::shared_ptr<const FailureGrid>& grid() const { return m_grid; }
  /// The answer in words.
  [[nodiscard]] QString answer() const;
  [[nodiscard]] bool running() const { return m_runner != nullptr; }
  [[nodiscard]] SweepPlot* plot() const { return m_plot; }

  /// Saves what the plot shows, with size and look of a figure, in the format that the path's ending names.
  /// Errors: there is no whole answer, it cannot be drawn so, or not be written.
  [[nodiscard]] std::optional<Error> saveTo(const QString& path, const Figure& look);

  /// Fills the fields in from a picture of a sweep of the open scenario, and makes it once more.
  /// Errors: of kind Scenario or Usage: what of it cannot be asked here; nothing runs then.
  [[nodiscard]] std::optional<Error> askAgain(const SweptRecord& swept);

 public slots:
  void sweep();
  void findLargest();
  void failEachMessage();
  void advise();
  void cancel();
  /// Back from a run of the sweep to the scenario as it was.
  void goBack();

 signals:
  /// The answer is there, or the sweep was cancelled.
  void ended();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// A number's list and its range.
  struct NumberChoice {
    NumberBox* number = nullptr;
    QLineEdit* range = nullptr;
  };
  QLayout* makeControls();
  NumberChoice makeNumber(const QString& name, bool optional);
  void showOpened();
  void takeIn(const std::shared_ptr<const ScenarioSet>& open);
  /// Errors: the scenario has no such number.
  [[nodiscard]] std::optional<Error> choose(const NumberChoice& choice, const SweepParameter& parameter);
  void chooseDefaultRange(const NumberChoice& choice);
  /// Errors: a range is none, or no number is chosen.
  [[nodiscard]] Result<SweepPlan> plan() const;
  [[nodiscard]] std::string variant() const;
  void ask(std::shared_ptr<Inquiry> inquiry);
  void follow();
  void finish(bool stopped);
  void tell(const QString& words);
  void fitAnswer();
  void fitControls();
  void fail(const Error& error);
  void showTable();
  void forgetAnswer();
  void open(std::size_t which);
  void fillSaveMenu();
  void askAndSave(Purpose purpose);
  [[nodiscard]] std::size_t plottedNumber() const;
  void tellPoint(std::size_t which);
  void showWays();

  Session* m_session;
  std::shared_ptr<const ScenarioSet> m_set;  ///< that is asked about: without what is tried out
  NumberChoice m_first, m_second;
  QComboBox* m_variants;
  QSpinBox* m_seeds;
  QComboBox* m_plotted;
  std::vector<QPushButton*> m_asks;  ///< the buttons that begin something
  QPushButton* m_cancel;
  QPushButton* m_back;
  QPushButton* m_save;  ///< with a menu of what the picture is for
  QProgressBar* m_progress;
  QLabel* m_answer;
  QScrollArea* m_told;  ///< holds the answer
  QScrollArea* m_controls;
  SweepPlot* m_plot;
  QTimer m_timer;

  std::shared_ptr<Inquiry> m_inquiry;
  std::unique_ptr<InquiryRunner> m_runner;
  std::shared_ptr<const SweepTable> m_table;
  std::shared_ptr<const FailureGrid> m_grid;
  bool m_stopped = false;                               ///< the table is not whole
  std::vector<std::shared_ptr<AdviceSearch>> m_advice;  ///< that is asked for; empty: something else is
  std::shared_ptr<FailureSweep> m_failures;             ///< knows the changes of each cell
};

}  // namespace roundscope::ui
