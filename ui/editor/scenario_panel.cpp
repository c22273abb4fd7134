// Small scenarios are shown unfolded; large ones down to their canisters.
#include "ui/editor/scenario_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>

#include "ui/editor/editing.h"
#include "ui/editor/form_edits.h"
#include "ui/editor/form_view.h"
#include "ui/editor/row_edits.h"
#include "ui/editor/scenario_tree.h"
#include "ui/models/scenario_tree_model.h"
#include "ui/panels/panel.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

constexpr std::size_t kSmallScenario = 8;  ///< canisters

}  // namespace

ScenarioPanel::ScenarioPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_editing(&Editing::of(*session)),
      m_model(new ScenarioTreeModel(this)),
      m_tree(new ScenarioTree(this)),
      m_form(new FormView(m_editing, this)),
      m_state(new QLabel(this)) {
  m_tree->setModel(m_model);
  m_state->setTextFormat(Qt::PlainText);
  m_state->setWordWrap(true);
  m_state->setProperty("role", QStringLiteral("error"));
  m_state->setAccessibleName(tr("What is wrong with the scenario"));
  m_state->hide();
  auto* upper = new QWidget(this);
  auto* rows = new QVBoxLayout(upper);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(m_tree, 1);
  rows->addWidget(makeButtons());
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->addWidget(upper);
  splitter->addWidget(m_form);
  splitter->setChildrenCollapsible(false);
  splitter->setSizes({1, 1});
  splitter->setStretchFactor(0, 1);
  splitter->setStretchFactor(1, 1);
  auto* layout = makePanelLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->addWidget(m_state);
  layout->addWidget(splitter, 1);
  setFocusProxy(m_tree);
  connect(m_editing, &Editing::opened, this, &ScenarioPanel::showOpened);
  connect(m_editing, &Editing::textChanged, this, &ScenarioPanel::follow);
  connect(m_editing, &Editing::checked, this, [this] {
    if (m_isBehind) follow();
    showState();
  });
  connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ScenarioPanel::showPart);
  connect(m_model, &ScenarioTreeModel::moveWanted, this, [this](const std::string& from, const std::string& to) {
    if (currentToEdit() == nullptr) return;
    const auto moved = m_editing->document().move(from, to);
    apply(moved.ok() ? Result<RowEdit>(RowEdit{moved.value(), to}) : Result<RowEdit>(moved.error()));
  });
  connect(m_tree, &ScenarioTree::addWanted, m_add, &QToolButton::showMenu);
  connect(m_tree, &ScenarioTree::editWanted, m_form, &FormView::focusFirst);
  connect(m_tree, &QTreeView::doubleClicked, m_form, &FormView::focusFirst);
  connect(m_tree, &ScenarioTree::duplicateWanted, this, &ScenarioPanel::duplicate);
  connect(m_tree, &ScenarioTree::deleteWanted, this, &ScenarioPanel::remove);
  connect(m_tree, &ScenarioTree::shiftWanted, this, &ScenarioPanel::shift);
  connect(m_tree, &ScenarioTree::menuWanted, this, &ScenarioPanel::showMenu);
  connect(m_form, &FormView::left, m_tree, [this] { m_tree->setFocus(Qt::OtherFocusReason); });
  connect(m_form, &FormView::pinWanted, this, &ScenarioPanel::pinWanted);
  connect(m_form, &FormView::openWanted, this, [this](const std::string& pointer) {
    select(pointer);
    m_tree->setFocus(Qt::OtherFocusReason);
  });
}

QWidget* ScenarioPanel::makeButtons() {
  auto* bar = new QWidget(this);
  auto* line = new QHBoxLayout(bar);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(2);
  const auto button = [&](const QString& text, const QString& help) {
    auto* made = new QToolButton(bar);
    made->setText(text);
    made->setToolTip(help);
    made->setAccessibleName(help);
    made->setFocusPolicy(Qt::StrongFocus);
    line->addWidget(made);
    return made;
  };
  m_add = button(tr("Add"), tr("Add (Ins)"));
  m_add->setPopupMode(QToolButton::InstantPopup);
  m_add->setMenu(new QMenu(m_add));
  m_add->menu()->setToolTipsVisible(true);
  m_add->setStyleSheet(QStringLiteral("QToolButton { padding-right: 14px; }"));
  connect(m_add->menu(), &QMenu::aboutToShow, this, [this] { fillAdditions(m_add->menu()); });
  connect(button(tr("Duplicate"), tr("Duplicate (Ctrl+D)")), &QToolButton::clicked, this, &ScenarioPanel::duplicate);
  connect(button(tr("Delete"), tr("Delete (Del)")), &QToolButton::clicked, this, &ScenarioPanel::remove);
  line->addStretch(1);
  connect(button(QStringLiteral("↑"), tr("Move up (Alt+Up)")), &QToolButton::clicked, this, [this] { shift(-1); });
  connect(button(QStringLiteral("↓"), tr("Move down (Alt+Down)")), &QToolButton::clicked, this, [this] { shift(1); });
  return bar;
}

void ScenarioPanel::showOpened() {
  m_wanted.clear();
  m_isBehind = !m_editing->isRead();
  if (m_isBehind) return m_model->show(Document());
  const Document& document = m_editing->document();
  if (auto rows = m_editing->takeRows())
    m_model->show(std::move(rows));
  else
    m_model->show(document);
  if (document.namesIn("/canisters").size() <= kSmallScenario)
    m_tree->expandAll();
  else
    m_tree->expandToDepth(0);
  m_tree->setCurrentIndex(m_model->index(0, 0));
  showPart();
  showState();
}

/// Rows and form show a text that is read; until then they are those of before, and edit nothing.
void ScenarioPanel::follow() {
  m_isBehind = !m_editing->isRead();
  if (m_isBehind) return;
  if (!m_model->hasChildren()) return showOpened();
  m_following = true;  // rows that go away move the selection, before all rows know their places
  if (auto rows = m_editing->takeRows())
    m_model->follow(std::move(rows));
  else
    m_model->follow(m_editing->document());
  m_following = false;
  if (!m_editing->document().isJson()) return;
  if (const std::string wanted = std::exchange(m_wanted, {}); !wanted.empty()) select(wanted);
  showPart();
}

void ScenarioPanel::showState() {
  if (m_isBehind) return;
  const std::vector<PlacedError> errors = placedErrors(*m_editing);
  const bool isJson = m_editing->document().isJson();
  m_tree->setEnabled(isJson);
  m_form->setEnabled(isJson);
  std::vector<std::string> wrong;
  for (const PlacedError& error : errors) wrong.push_back(error.pointer);
  m_model->showErrors(wrong);
  m_form->showErrors(errors);
  QString words;
  if (!isJson)
    words = tr("The text is no JSON, so that it cannot be edited here: %1. The rows are those of before.")
                .arg(errors.empty() ? QString() : errors.front().text);
  else if (errors.size() == 1)
    words = tr("Not run: %1.").arg(errors.front().text);
  else if (!errors.empty())
    words = tr("Not run: %1. And %2 more, marked ⚠.").arg(errors.front().text).arg(errors.size() - 1);
  showText(m_state, words);
}

const ScenarioRow* ScenarioPanel::current() const {
  const QModelIndex index = m_tree->currentIndex();
  return index.isValid() ? &m_model->row(index) : nullptr;
}

void ScenarioPanel::showPart() {
  if (m_following || m_isBehind) return;
  const ScenarioRow* row = current();
  m_form->showPart(row == nullptr ? std::string() : row->pointer);
  m_form->showErrors(placedErrors(*m_editing));
}

void ScenarioPanel::select(const std::string& pointer) {
  const QModelIndex index = m_model->indexOf(pointer);
  if (!index.isValid()) return;
  m_tree->setCurrentIndex(index);
  m_tree->scrollTo(index);
}

/// What the document refuses changes nothing, and is said.
void ScenarioPanel::apply(const Result<RowEdit>& edit) {
  if (!edit.ok())
    return showText(m_state, tr("%1, expected %2.").arg(textOf(edit.error().what), textOf(edit.error().expected)));
  m_wanted = edit.value().pointer;
  m_editing->apply(edit.value().text);
  if (!m_isBehind) select(edit.value().pointer);
}

/// The current row, for an edit. What it says of a text that is not read yet may stand elsewhere by now.
const ScenarioRow* ScenarioPanel::currentToEdit() {
  if (m_isBehind) showText(m_state, FormView::notReadYet());
  return m_isBehind ? nullptr : current();
}

void ScenarioPanel::duplicate() {
  const ScenarioRow* row = currentToEdit();
  if (row == nullptr || !row->isEntry) return;
  const auto copy = withDuplicate(m_editing->document(), row->pointer);
  apply(copy.ok() ? Result<RowEdit>(RowEdit{copy.value().text, copy.value().pointer}) : Result<RowEdit>(copy.error()));
}

void ScenarioPanel::remove() {
  const ScenarioRow* row = currentToEdit();
  if (row != nullptr) apply(withoutRow(m_editing->document(), m_editing->guide(), *row));
}

void ScenarioPanel::shift(int by) {
  const ScenarioRow* row = currentToEdit();
  if (row != nullptr) apply(withShift(m_editing->document(), *row, by));
}

void ScenarioPanel::fillAdditions(QMenu* menu) {
  menu->clear();
  const ScenarioRow* row = currentToEdit();
  if (row == nullptr || !m_editing->document().isJson()) return;
  for (const RowAddition& addition : additionsAt(m_editing->document(), m_editing->guide(), *row)) {
    QAction* action = menu->addAction(addition.label);
    action->setToolTip(addition.description);
    connect(action, &QAction::triggered, this, [this, addition] {
      if (currentToEdit() == nullptr) return;
      apply(withAddition(m_editing->document(), m_editing->guide(), addition));
      m_tree->expand(m_tree->currentIndex());
      m_tree->setFocus(Qt::OtherFocusReason);
    });
  }
  if (menu->isEmpty()) menu->addAction(tr("Nothing can be added here"))->setEnabled(false);
}

void ScenarioPanel::showMenu(const QPoint& at) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  fillAdditions(menu->addMenu(tr("Add")));
  menu->addSeparator();
  const auto action = [&](const QString& text, auto slot) {
    connect(menu->addAction(text), &QAction::triggered, this, slot);
  };
  action(tr("Edit\tEnter"), [this] { m_form->focusFirst(); });
  action(tr("Duplicate\tCtrl+D"), [this] { duplicate(); });
  action(tr("Delete\tDel"), [this] { remove(); });
  action(tr("Move up\tAlt+Up"), [this] { shift(-1); });
  action(tr("Move down\tAlt+Down"), [this] { shift(1); });
  menu->popup(at);
}

}  // namespace roundscope::ui
