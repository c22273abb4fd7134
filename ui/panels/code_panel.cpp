// Dispatch and await have marks of their own in the margin, so that they are told apart without colour.
#include "ui/panels/code_panel.h"

#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>

#include "ui/lessons/lesson_player.h"
#include "ui/models/call_words.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

constexpr int kMarginPx = 30;
constexpr int kLinePaddingPx = 2;

QString markOf(LineRole role) {
  switch (role) {
    case LineRole::Dispatch:
    case LineRole::Retry:
    case LineRole::Undo:
      return QStringLiteral("→");
    case LineRole::Await:
      return QStringLiteral("…");
    case LineRole::Other:
      return {};
  }
  return {};
}

class LineDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const int lit = index.data(CodeModel::LitRole).toInt();
    const QPalette& palette = option.palette;
    painter->save();
    if (lit == 2) painter->fillRect(option.rect, palette.highlight());
    if (lit == 1) painter->fillRect(option.rect, palette.button());
    if (option.state.testFlag(QStyle::State_HasFocus)) {
      painter->setPen(palette.color(QPalette::Highlight));
      painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->setFont(option.font);
    const QColor text = lit == 2 ? palette.color(QPalette::HighlightedText) : palette.color(QPalette::Text);
    painter->setPen(lit == 2 ? text : palette.color(QPalette::Link));
    const QRect margin(option.rect.left(), option.rect.top(), kMarginPx - 4, option.rect.height());
    const auto waiting = index.data(CodeModel::WaitingRole).toLongLong();
    const auto role = static_cast<LineRole>(index.data(CodeModel::LineRoleRole).toInt());
    painter->drawText(margin, Qt::AlignRight | Qt::AlignVCenter,
                      waiting > 1 ? numberWords(static_cast<std::uint64_t>(waiting)) : markOf(role));
    painter->setPen(text);
    const QString line = index.data().toString();
    const QRect words = wordsIn(option.rect, line, option.font);
    painter->drawText(words, wrapOf(words, line, option.font), line.trimmed());
    painter->restore();
  }

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view != nullptr ? view->viewport()->width() : option.rect.width();
    const QString line = index.data().toString();
    const QRect words = wordsIn(QRect(0, 0, width, 0), line, option.font);
    const QFontMetrics metrics(option.font);
    const int height = metrics.boundingRect(words, wrapOf(words, line, option.font), line.trimmed()).height();
    return {width, std::max(height, metrics.height()) + kLinePaddingPx};
  }

 private:
  /// A line that is longer than the panel is wide goes on below, behind its own indentation.
  static QRect wordsIn(const QRect& row, const QString& line, const QFont& font) {
    qsizetype indent = 0;
    while (indent < line.size() && line[indent] == u' ') ++indent;
    return row.adjusted(kMarginPx + QFontMetrics(font).horizontalAdvance(u' ') * static_cast<int>(indent), 0,
                        -kPanelSpacing, 0);
  }

  /// Between words; where one alone is too long, anywhere.
  static int wrapOf(const QRect& words, const QString& line, const QFont& font) {
    constexpr int kAligned = Qt::AlignLeft | Qt::AlignVCenter;
    const int between = kAligned | Qt::TextWordWrap;
    const bool fits = QFontMetrics(font).boundingRect(words, between, line.trimmed()).width() <= words.width();
    return fits ? between : kAligned | Qt::TextWrapAnywhere;
  }
};

}  // namespace

CodePanel::CodePanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(new CodeModel(session, this)),
      m_canisters(new QComboBox(this)),
      m_languages(new QComboBox(this)),
      m_lines(new QListView(this)) {
  auto* layout = makePanelLayout(this);
  auto* row = new QHBoxLayout;
  row->addWidget(m_canisters, 1);
  row->addWidget(m_languages);
  layout->addLayout(row);
  layout->addWidget(m_lines, 1);
  layout->addWidget(makeCaption(tr("→ makes a call, … waits for its answer. Click a line for its events."), this));
  m_canisters->setAccessibleName(tr("Canister whose program is shown"));
  m_languages->setAccessibleName(tr("Language"));
  m_languages->addItems({QStringLiteral("Motoko"), QStringLiteral("Rust")});
  m_lines->setModel(m_model);
  m_lines->setItemDelegate(new LineDelegate(m_lines));
  m_lines->setAccessibleName(tr("Program"));
  m_lines->setFrameShape(QFrame::NoFrame);
  setFocusProxy(m_lines);
  m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_lines->setResizeMode(QListView::Adjust);
  followType();
  connect(session, &Session::opened, this, &CodePanel::reopen);
  connect(session, &Session::selectionChanged, this, &CodePanel::followSelection);
  connect(&LessonPlayer::of(*session), &LessonPlayer::viewWanted, this,
          [this](const ResolvedView& view) { showVariant(view.variant); });
  connect(m_canisters, &QComboBox::activated, this, &CodePanel::showCode);
  connect(m_languages, &QComboBox::activated, this, &CodePanel::runInLanguage);
  connect(m_lines, &QListView::clicked, this, &CodePanel::goTo);
  connect(m_model, &CodeModel::litChanged, this, &CodePanel::showLit);
  onEnter(m_lines, [this] { goTo(m_lines->currentIndex()); });
  reopen();
}

/// The program is as large as other words.
void CodePanel::followType() {
  QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  fixed.setPointSizeF(font().pointSizeF());
  m_lines->setFont(fixed);
}

void CodePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) followType();
}

void CodePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  followType();
}

void CodePanel::reopen() {
  m_variant = 0;
  m_canisters->clear();
  m_languages->setEnabled(false);  // there may be nothing that runs
  showVariant(0);
}

/// Variants may have other canisters.
void CodePanel::listCanisters(std::size_t variant) {
  m_variant = variant;
  m_canisters->clear();
  for (const Canister& canister : m_session->runs()[variant]->scenario().canisters)
    if (exists(canister.status)) m_canisters->addItem(QString::fromStdString(canister.id));
}

void CodePanel::showVariant(std::size_t variant) {
  if (variant >= m_session->runs().size()) return;
  listCanisters(variant);
  const Scenario& scenario = m_session->runs()[variant]->scenario();
  if (!scenario.ingress.empty())
    m_canisters->setCurrentText(QString::fromStdString(scenario.canister(scenario.ingress.front().to.canister).id));
  showCode();
}

void CodePanel::showCanister(const QString& id) {
  const int row = m_canisters->findText(id, Qt::MatchExactly | Qt::MatchCaseSensitive);
  if (row < 0 || row == m_canisters->currentIndex()) return;
  m_canisters->setCurrentIndex(row);
  showCode();
}

void CodePanel::followSelection() {
  const auto call = m_session->selectedCall();
  if (!call || call->variant >= m_session->runs().size()) return;
  const Run& run = *m_session->runs()[call->variant];
  if (call->call.value >= run.calls().calls().size()) return;
  const CanisterId caller = run.call(call->call).caller;
  if (m_variant == call->variant && m_model->canister() == caller && m_model->rowCount() > 0) return;
  if (m_variant != call->variant) listCanisters(call->variant);
  m_canisters->setCurrentText(QString::fromStdString(run.scenario().canister(caller).id));
  showCode();
}

void CodePanel::showCode() {
  if (m_variant >= m_session->runs().size()) return;
  const auto& canisters = m_session->runs()[m_variant]->scenario().canisters;
  const std::string name = m_canisters->currentText().toStdString();
  for (std::size_t i = 0; i < canisters.size(); ++i)
    if (canisters[i].id == name) showProgram(CanisterId{static_cast<std::uint16_t>(i)});
  m_languages->setEnabled(m_model->rowCount() > 0);
  showLit();
}

void CodePanel::showProgram(CanisterId canister) {
  m_model->show(m_variant, canister);
  const Language language = m_session->runs()[m_variant]->scenario().canister(canister).language;
  m_languages->setCurrentIndex(static_cast<int>(language));
}

/// The program that is shown is the one that is simulated, so another language is another run. The panel goes on with
/// the same canister; where the scenario cannot be run so, with its present language.
void CodePanel::runInLanguage(int language) {
  if (m_model->rowCount() == 0) return;
  const std::size_t variant = m_variant;
  const QString canister = m_canisters->currentText();
  const Scenario& shown = m_session->runs()[variant]->scenario();
  LessonPlayer::of(*m_session).change(languageOverride(shown, m_model->canister(), static_cast<Language>(language)));
  if (variant < m_session->runs().size()) listCanisters(variant);
  m_canisters->setCurrentText(canister);
  showCode();
}

void CodePanel::showLit() {
  const int row = m_model->litRow();
  if (row >= 0) m_lines->scrollTo(m_model->index(row), QAbstractItemView::EnsureVisible);
}

void CodePanel::goTo(const QModelIndex& index) {
  if (index.isValid()) m_model->goToEventOf(index.row());
}

}  // namespace roundscope::ui
