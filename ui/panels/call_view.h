// One call in words: who called whom, how it ended and why, and its phases.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/session.h"

class QFormLayout;
class QLabel;

namespace roundscope {

class PhaseModel;

class CallView : public QWidget {
  Q_OBJECT

 public:
  explicit CallView(QWidget* parent);
  /// `known`: how far the viewer may see; the call's end is told only when it lies at or before.
  void show(const VariantRun& run, CallId call, Time known);

 private:
  struct Field {
    QLabel* name;
    QLabel* value;
  };

  Field addField(QFormLayout* form, const QString& name);
  [[nodiscard]] QWidget* makePhaseTable();
  static void set(const Field& field, const QString& text);

  PhaseModel* m_phases;
  QLabel* m_title;
  Field m_variant, m_caller, m_callee, m_outcome, m_code, m_reason, m_attempt, m_purpose, m_wait, m_total;
};

}  // namespace roundscope
