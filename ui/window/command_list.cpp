// Commands that cannot be used now are shown, but do nothing.
#include "ui/window/command_list.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "ui/text.h"
#include "ui/window/actions.h"

namespace roundscope::ui {
namespace {

constexpr int kWidthPx = 520;
constexpr int kHeightPx = 420;

}  // namespace

int fuzzyDistance(const QString& name, const QString& typed) {
  int distance = 0;
  qsizetype from = 0;
  for (const QChar letter : typed.toLower()) {
    if (letter.isSpace()) continue;
    const qsizetype at = name.toLower().indexOf(letter, from);
    if (at < 0) return -1;
    const bool beginsWord = at == 0 || !name[at - 1].isLetterOrNumber();
    if (at != from || from == 0) distance += beginsWord ? 1 : 4 + static_cast<int>(at - from);
    from = at + 1;
  }
  return distance;
}

namespace {

/// What was typed, without the numbers in it, and the last of them.
struct Typed {
  QString words;
  std::optional<qint64> number;
};
Typed parted(const QString& typed) {
  Typed out;
  for (const QString& word : typed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    if (const auto number = typedNumber(word))
      out.number = number;
    else if (word.size() > 4 && word.endsWith(QLatin1Char('y')))
      out.words += word.chopped(1) + QLatin1Char(' ');  // "retry" finds "retries"
    else
      out.words += word + QLatin1Char(' ');
  }
  return out;
}

}  // namespace

Command commandOf(const QString& prefix, QAction& action) {
  return {prefix + plainText(action.text()), keysText(action), action.isEnabled(), [&action] { action.trigger(); }, {}};
}

CommandList::CommandList(QList<Command> commands, QWidget* parent)
    : QDialog(parent),
      m_commands(std::move(commands)),
      m_typed(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_none(new QLabel(this)) {
  setWindowTitle(tr("Find a command, a lesson or a step"));
  setAttribute(Qt::WA_DeleteOnClose);
  m_typed->setAccessibleName(tr("Part of a name"));
  m_typed->setPlaceholderText(tr("Type a part of the name of a command, a lesson or a step"));
  m_list->setAccessibleName(tr("Commands"));
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(m_typed);
  layout->addWidget(m_list, 1);
  layout->addWidget(m_none, 1, Qt::AlignTop);
  m_none->setTextFormat(Qt::PlainText);
  m_none->setWordWrap(true);
  m_none->setAccessibleName(tr("Nothing found"));
  resize(kWidthPx, std::min(kHeightPx, parent->height() - 80));
  m_typed->installEventFilter(this);
  connect(m_typed, &QLineEdit::textChanged, this, &CommandList::filter);
  connect(m_typed, &QLineEdit::returnPressed, this, &CommandList::runCurrent);
  connect(m_list, &QListWidget::itemClicked, this, &CommandList::runCurrent);
  filter({});
}

void CommandList::setWhat(const QString& title, const QString& hint) {
  setWindowTitle(title);
  m_typed->setPlaceholderText(hint);
  m_noneText = tr("No question has “%1” in its words");
}

void CommandList::filter(const QString& typed) {
  std::vector<std::pair<int, qsizetype>> found;
  for (qsizetype i = 0; i < m_commands.size(); ++i)
    if (const int distance =
            fuzzyDistance(m_commands[i].name, m_commands[i].runWithNumber ? parted(typed).words : typed);
        distance >= 0)
      found.emplace_back(distance, i);
  std::sort(found.begin(), found.end());
  m_list->clear();
  for (const auto& [distance, i] : found) {
    const Command& command = m_commands[i];
    const QString keys = command.keys.isEmpty() ? QString() : QStringLiteral("     ") + command.keys;
    auto* item = new QListWidgetItem(command.name + keys, m_list);
    item->setData(Qt::UserRole, i);
    if (!command.enabled) item->setForeground(palette().color(QPalette::PlaceholderText));
  }
  m_list->setCurrentRow(0);
  m_list->setVisible(!found.empty());
  m_none->setVisible(found.empty());
  m_none->setText(m_noneText.arg(typed));
}

bool CommandList::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_typed && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int by = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
    if (by != 0 && m_list->count() > 0) {
      m_list->setCurrentRow((m_list->currentRow() + by + m_list->count()) % m_list->count());
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

void CommandList::runCurrent() {
  const QListWidgetItem* item = m_list->currentItem();
  if (!item) return;
  const Command command = m_commands[item->data(Qt::UserRole).value<qsizetype>()];
  accept();
  if (!command.enabled) return;
  command.runWithNumber ? command.runWithNumber(parted(m_typed->text()).number) : command.run();
}

}  // namespace roundscope::ui
