// One call in words: who called whom, how it ended and why, and its phases.
#pragma once

#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/models/counterparts.h"
#include "ui/session/session.h"

class QGridLayout;
class QLabel;
class QListWidget;
class QTableView;

namespace roundscope::ui {

class PhaseModel;
class WhyView;

class CallView : public QWidget {
  Q_OBJECT

 public:
  explicit CallView(QWidget* parent);
  /// Another scenario is opened: its runs may stand where the earlier ones stood.
  void forget() { m_explained = {}; }
  /// `known`: how far the viewer may see; the call's end is told only when it lies at or before. With `event`, an event
  /// of the call is explained instead of the call.
  void show(const Run& run, CallId call, Time known, std::optional<std::uint64_t> event);
  /// What became of the call in related variants.
  void showCounterparts(const std::vector<Counterpart>& counterparts);

 signals:
  /// The viewer wants to see a counterpart.
  void counterpartChosen(roundscope::ui::CallRef call);
  /// An event of the call was chosen, by its number in the trace.
  void eventChosen(quint64 event);
  /// The viewer wants to read a section of the protocol.
  void sectionAsked(int section);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fitTables();
  struct Field {
    QLabel* name;
    QLabel* value;
  };

  Field addField(QGridLayout* form, const QString& name);
  [[nodiscard]] QWidget* makePhaseTable();
  void makeEventList();
  void showFacts(const Run& run, CallId id, Time known, bool ended);
  void showWhy(const Run& run, CallId id, Time known, bool ended, std::optional<std::uint64_t> event);
  void showEvents(const Run& run, const CallSpan& call, Time known);
  static void set(const Field& field, const QString& text);

  PhaseModel* m_phases;
  QTableView* m_phaseTable;
  QListWidget* m_events;
  WhyView* m_why;
  QLabel* m_title;
  /// Explained anew only when what that depends on changes.
  struct Explained {
    const Run* run = nullptr;
    CallId call;
    bool told = false;  ///< how it ended, or what it waits for
    std::uint64_t events = 0;
    std::optional<std::uint64_t> event;
    bool operator==(const Explained&) const = default;
  };
  Explained m_explained;
  Field m_variant, m_caller, m_callee, m_outcome, m_code, m_message, m_overlaps, m_attempt, m_purpose, m_wait, m_total,
      m_compared;
  std::vector<Counterpart> m_counterparts;
};

}  // namespace roundscope::ui
