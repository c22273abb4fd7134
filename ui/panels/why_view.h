// "Why?": a sentence, the rule behind it, the rule's number, its source, and what the simulator leaves out.
#pragma once

#include <QFrame>

#include "core/analysis/explain.h"

class QLabel;

namespace roundscope::ui {

class WhyView : public QFrame {
  Q_OBJECT

 public:
  explicit WhyView(QWidget* parent);
  void show(const Explanation& explanation);

 private:
  QLabel* m_sentence;
  QLabel* m_rule;
  QLabel* m_parameter;
  QLabel* m_source;
  QLabel* m_simplification;
};

}  // namespace roundscope::ui
