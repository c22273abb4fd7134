// "Why?": a sentence, the rule behind it, the rule's number, its source, and what the simulator leaves out.
#pragma once

#include <QFrame>

#include "core/analysis/explain.h"

class QLabel;
class QPushButton;

namespace roundscope::ui {

class WhyView : public QFrame {
  Q_OBJECT

 public:
  explicit WhyView(QWidget* parent);
  void show(const Explanation& explanation);

 signals:
  /// The viewer wants to read the rule where it stands.
  void sectionAsked(int section);

 private:
  QLabel* m_sentence;
  QLabel* m_rule;
  QLabel* m_parameter;
  QLabel* m_source;
  QLabel* m_simplification;
  QPushButton* m_open;
  int m_section = 0;
};

}  // namespace roundscope::ui
