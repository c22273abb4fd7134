// One column a menu; an action without a key is not listed.
#include "ui/window/key_sheet.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/window/actions.h"

namespace roundscope::ui {
namespace {

/// Columns of about the same length.
int sideOf(MenuId menu) {
  if (menu == MenuId::Run) return 1;
  if (menu == MenuId::Edit) return 2;
  return menu < MenuId::Run ? 0 : 2;
}

bool hasKeys(const Actions& actions, int menu) {
  return std::any_of(actionTable().begin(), actionTable().end(), [&](const ActionSpec& spec) {
    return static_cast<int>(spec.menu) == menu && !actions[spec.id]->shortcuts().isEmpty();
  });
}

}  // namespace

KeySheet::KeySheet(const Actions& actions, const QList<QAction*>& panels, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Keys"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 20, 24, 16);
  layout->setSpacing(16);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(40);
  for (int side = 0; side < 3; ++side) {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(4);
    for (int menu = 0; menu < static_cast<int>(MenuId::Count); ++menu)
      if (sideOf(static_cast<MenuId>(menu)) == side) addMenu(grid, actions, menu);
    if (side == 1) {  // where there is room
      addHeading(grid, tr("Panels"));
      for (const QAction* panel : panels) addRow(grid, *panel);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    columns->addLayout(grid);
  }
  layout->addLayout(columns);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  layout->addWidget(buttons);
}

void KeySheet::addMenu(QGridLayout* grid, const Actions& actions, int menu) {
  if (!hasKeys(actions, menu)) return;
  addHeading(grid, plainText(menuTitle(static_cast<MenuId>(menu))));
  for (const ActionSpec& spec : actionTable()) {
    const QAction& action = *actions[spec.id];
    if (static_cast<int>(spec.menu) == menu && !action.shortcuts().isEmpty()) addRow(grid, action);
  }
}

void KeySheet::addHeading(QGridLayout* grid, const QString& words) {
  auto* heading = new QLabel(words, this);
  heading->setProperty("role", QStringLiteral("title"));
  heading->setContentsMargins(0, grid->rowCount() > 1 ? 12 : 0, 0, 2);
  grid->addWidget(heading, grid->rowCount(), 0, 1, 2);
}

void KeySheet::addRow(QGridLayout* grid, const QAction& action) {
  const int row = grid->rowCount();
  grid->addWidget(new QLabel(plainText(action.text()), this), row, 0);
  auto* keys = new QLabel(keysText(action), this);
  keys->setProperty("role", QStringLiteral("caption"));
  grid->addWidget(keys, row, 1);
}

}  // namespace roundscope::ui
