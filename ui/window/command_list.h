// Every command, lesson and step by its name: type some of its letters, choose with Up and Down, run with Enter.
#pragma once

#include <QDialog>
#include <QList>
#include <functional>

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;

namespace roundscope::ui {

/// How well a name fits what was typed: its letters must occur in this order. Less is better; negative: not at all.
/// Letters that follow each other or begin a word fit better.
int fuzzyDistance(const QString& name, const QString& typed);

struct Command {
  QString name;
  QString keys;
  bool enabled = true;
  std::function<void()> run;
};

/// What triggers this action, which must outlive the list.
Command commandOf(const QString& prefix, QAction& action);

class CommandList : public QDialog {
  Q_OBJECT

 public:
  CommandList(QList<Command> commands, QWidget* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void filter(const QString& typed);
  void runCurrent();

  QList<Command> m_commands;
  QLineEdit* m_typed;
  QListWidget* m_list;
  QLabel* m_none;
};

}  // namespace roundscope::ui
