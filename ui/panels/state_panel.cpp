// Slots are bars, lines of code where someone stands are lit, and everything else is a name and a number.
#include "ui/panels/state_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

#include "ui/drawing/theme.h"
#include "ui/lessons/lesson_player.h"
#include "ui/models/call_words.h"
#include "ui/models/state_model.h"
#include "ui/models/variant_names.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

constexpr double kBarHeightPx = 3;

class StateDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const int lit = index.data(StateModel::LitRole).toInt();
    QColor accent = option.palette.color(QPalette::Highlight);
    if (lit > 0) {
      accent.setAlpha(lit == 2 ? 110 : 45);
      painter->fillRect(option.rect, accent);
    }
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant share = index.data(StateModel::ShareRole);
    if (!share.isValid()) return;
    // One bar under both columns of the row.
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    const QRect row(0, option.rect.top(), table ? table->viewport()->width() : option.rect.width(),
                    option.rect.height());
    const QRectF bar(row.left() + 4, row.bottom() - kBarHeightPx - 1, row.width() - 8, kBarHeightPx);
    painter->save();
    painter->setClipRect(option.rect);
    painter->fillRect(bar, option.palette.color(QPalette::Mid));
    const double filled = std::min(1.0, share.toDouble());
    // A full queue is the one thing here that makes calls fail.
    painter->fillRect(
        QRectF(bar.topLeft(), QSizeF(bar.width() * filled, bar.height())),
        filled >= 1 ? themeOf(option.palette).color(Role::Failure) : option.palette.color(QPalette::Highlight));
    painter->restore();
  }

  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    const bool strong = index.data(StateModel::HeadingRole).toBool() || index.data(StateModel::LitRole).toInt() == 2;
    option->font.setBold(strong);
  }
};

}  // namespace

StatePanel::StatePanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(new StateModel(session, this)),
      m_variants(new QComboBox(this)),
      m_moment(makeCaption({}, this)),
      m_table(new QTableView(this)) {
  m_variants->setAccessibleName(tr("Variant whose state is shown"));
  m_table->setModel(m_model);
  m_table->setItemDelegate(new StateDelegate(m_table));
  m_table->setAccessibleName(tr("State at the cursor"));
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setShowGrid(false);
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_table->setTabKeyNavigation(false);
  m_table->setWordWrap(false);
  m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_table->horizontalHeader()->hide();
  m_table->horizontalHeader()->setSectionResizeMode(StateModel::Name, QHeaderView::Stretch);
  m_table->horizontalHeader()->setSectionResizeMode(StateModel::Value, QHeaderView::ResizeToContents);
  m_table->verticalHeader()->hide();
  fitRowsToType(m_table, 10);
  auto* layout = makePanelLayout(this);
  layout->addWidget(m_variants);
  layout->addWidget(m_moment);
  layout->addWidget(m_table, 1);
  setFocusProxy(m_table);
  connect(m_variants, &QComboBox::activated, m_model,
          [this](int variant) { m_model->showVariant(static_cast<std::size_t>(variant)); });
  connect(session, &Session::opened, this, &StatePanel::showOpened);
  connect(session, &Session::cursorChanged, this, &StatePanel::showMoment);
  connect(session, &Session::selectionChanged, this, [this] {
    if (const auto selected = m_session->selectedCall()) showVariant(selected->variant);
  });
  connect(&LessonPlayer::of(*session), &LessonPlayer::viewWanted, this,
          [this](const ResolvedView& view) { showVariant(view.variant); });
  showOpened();
}

void StatePanel::showVariant(std::size_t variant) {
  if (variant == m_model->variant()) return;
  m_variants->setCurrentIndex(static_cast<int>(variant));
  m_model->showVariant(variant);
}

void StatePanel::showOpened() {
  m_variants->clear();
  m_variants->addItems(variantNames(*m_session));
  m_variants->setVisible(m_variants->count() > 1);
  showMoment();
}

void StatePanel::showMoment() { m_moment->setText(tr("At %1").arg(cursorWords(*m_session))); }

}  // namespace roundscope::ui
