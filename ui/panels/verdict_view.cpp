// The bars of a column share one scale, the greatest number of the column.
#include "ui/panels/verdict_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

constexpr int kBarPx = 5;
constexpr int kGapPx = 10;

/// A number over its bar.
class BarLabel : public QLabel {
 public:
  BarLabel(const VerdictCell& cell, QWidget* parent)
      : QLabel(QString::fromStdString(cell.text), parent), m_share(cell.share) {
    setAlignment(Qt::AlignRight | Qt::AlignTop);
    setContentsMargins(0, 0, 0, kBarPx + 2);
  }

 protected:
  void paintEvent(QPaintEvent* event) override {
    QLabel::paintEvent(event);
    QPainter painter(this);
    const int top = height() - kBarPx - 1;
    painter.fillRect(QRect(0, top, width(), kBarPx), palette().color(QPalette::AlternateBase));
    // The least number that there is shows something.
    const int filled = m_share > 0 ? std::max(1, qRound(width() * m_share)) : 0;
    painter.fillRect(QRect(width() - filled, top, filled, kBarPx), palette().color(QPalette::Highlight));
  }

 private:
  double m_share;
};

QLabel* makeHeading(const QString& text, Qt::Alignment alignment, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", QStringLiteral("caption"));
  label->setAlignment(alignment);
  label->setWordWrap(true);
  return label;
}

}  // namespace

VerdictView::VerdictView(QWidget* parent)
    : QWidget(parent), m_text(makeText("lesson", tr("What the lesson comes to"), this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kPanelSpacing);
  layout->addWidget(m_text);
  setVisible(false);
}

void VerdictView::show(const ResolvedVerdict* verdict) {
  setVisible(verdict != nullptr);
  const std::optional<ResolvedVerdict> wanted = verdict != nullptr ? std::optional(*verdict) : std::nullopt;
  if (m_shown == wanted) return;
  m_shown = wanted;
  delete m_table;
  m_table = nullptr;
  if (!verdict) return;
  m_text->setText(QString::fromStdString(verdict->text));
  m_table = makeTable(*verdict);
  layout()->addWidget(m_table);
}

QWidget* VerdictView::makeTable(const ResolvedVerdict& verdict) {
  auto* table = new QWidget(this);
  table->setAccessibleName(tr("The runs compared"));
  auto* grid = new QGridLayout(table);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(kGapPx);
  grid->setColumnStretch(0, 3);
  for (std::size_t c = 0; c < verdict.columns.size(); ++c) {
    const int column = static_cast<int>(c) + 1;
    grid->addWidget(makeHeading(QString::fromStdString(verdict.columns[c]), Qt::AlignRight | Qt::AlignBottom, table), 0,
                    column);
    grid->setColumnStretch(column, 2);
  }
  for (std::size_t r = 0; r < verdict.rows.size(); ++r) {
    const VerdictRow& row = verdict.rows[r];
    const int line = static_cast<int>(r) + 1;
    const QString name = QString::fromStdString(row.variant);
    auto* heading = new QLabel(name, table);
    heading->setWordWrap(true);
    grid->addWidget(heading, line, 0);
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      auto* cell = new BarLabel(row.cells[c], table);
      cell->setAccessibleName(tr("%1, %2").arg(name, QString::fromStdString(verdict.columns[c])));
      grid->addWidget(cell, line, static_cast<int>(c) + 1, Qt::AlignVCenter);
    }
  }
  return table;
}

}  // namespace roundscope::ui
