// Every command, lesson and step by its name: type some of its letters, choose with Up and Down, run with Enter.
#pragma once

#include <QDialog>
#include <QList>
#include <functional>
#include <optional>

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
  /// Instead of `run`: numbers in what was typed find nothing, and the last of them is handed over.
  std::function<void(std::optional<qint64>)> runWithNumber{};
};

/// What triggers this action, which must outlive the list.
Command commandOf(const QString& prefix, QAction& action);

class CommandList : public QDialog {
  Q_OBJECT

 public:
  CommandList(QList<Command> commands, QWidget* parent);
  /// What is listed, where it is not every command.
  void setWhat(const QString& title, const QString& hint);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void filter(const QString& typed);
  void runCurrent();

  QList<Command> m_commands;
  QLineEdit* m_typed;
  QListWidget* m_list;
  QLabel* m_none;
  QString m_noneText = tr("No command, lesson or step has “%1” in its name");
};

}  // namespace roundscope::ui
