// Menus of questions, and what their answers do to the document.
#include "ui/window/asking.h"

#include <QInputDialog>
#include <QMenu>
#include <QWidget>
#include <algorithm>

#include "ui/editor/editing.h"
#include "ui/editor/number_dialog.h"
#include "ui/lessons/lesson_player.h"
#include "ui/session/parent_comparison.h"
#include "ui/session/session.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

constexpr std::size_t kMostTopics = 12;  ///< in a menu

}  // namespace

Asking::Asking(Session* session, QWidget* window)
    : QObject(window),
      m_session(session),
      m_editing(&Editing::of(*session)),
      m_player(&LessonPlayer::of(*session)),
      m_window(window) {}

bool Asking::makesWhatIf() const { return m_player->isOpen() || m_makesWhatIf; }

const Scenario* Asking::scenarioOf(std::size_t variant) const {
  const auto& set = m_session->scenarioSet();
  return set && variant < set->variants.size() ? &set->variants[variant] : nullptr;
}

std::vector<Asking::Offer> Asking::offers(std::size_t variant, const std::vector<QuestionTopic>& topics) const {
  std::vector<Offer> all;
  const Scenario* scenario = scenarioOf(variant);
  if (scenario == nullptr || m_editing->error()) return all;
  for (const QuestionTopic& topic : topics)
    for (Question& question : questionsAbout(topic, m_editing->document(), variant, *scenario, m_session->cursor()))
      all.push_back({textOf(titleOf(topic, *scenario)) + QStringLiteral(": ") + textOf(question.words), variant,
                     std::move(question)});
  return all;
}

AskedPlace Asking::placeOfKeys() const {
  AskedPlace place;
  const auto selected = m_session->selectedCall();
  if (selected && selected->variant < m_session->runs().size()) {
    place.variant = selected->variant;
    place.topics = topicsOf(*m_session->runs()[selected->variant], selected->call);
    return place;
  }
  // Of the variants that are shown in full the first.
  const std::set<std::size_t>& folded = m_session->viewState().foldedVariants;
  while (folded.contains(place.variant) && place.variant + 1 < m_session->runs().size()) ++place.variant;
  if (const Scenario* scenario = scenarioOf(place.variant)) place.topics = topicsOf(*scenario);
  return place;
}

void Asking::addQuestions(QMenu* menu, std::size_t variant, const QuestionTopic& topic) const {
  const Scenario& scenario = *scenarioOf(variant);
  for (const Question& question :
       questionsAbout(topic, m_editing->document(), variant, scenario, m_session->cursor())) {
    if (question.startsGroup) menu->addSeparator();
    auto* self = const_cast<Asking*>(this);
    menu->addAction(textOf(question.words), self, [self, variant, question] { self->ask(variant, question, {}); });
  }
}

void Asking::showMenu(const AskedPlace& place) {
  const Scenario* scenario = scenarioOf(place.variant);
  if (scenario == nullptr) return;
  auto* menu = new QMenu(m_window);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (m_editing->error()) {
    menu->addAction(tr("Mend the text first: it cannot be run"))->setEnabled(false);
    menu->popup(place.at);
    return;
  }
  for (std::size_t i = 0; i < std::min(place.topics.size(), kMostTopics); ++i) {
    const QString title = textOf(titleOf(place.topics[i], *scenario));
    if (i == 0) {
      QAction* heading = menu->addAction(title);
      heading->setEnabled(false);
      QFont bold = menu->font();
      bold.setBold(true);
      heading->setFont(bold);
      addQuestions(menu, place.variant, place.topics[i]);
      if (place.topics.size() > 1) menu->addSeparator();
      continue;
    }
    auto* more = menu->addMenu(title);
    addQuestions(more, place.variant, place.topics[i]);
    more->menuAction()->setVisible(!more->isEmpty());
  }
  addPins(menu, place);
  addVariantActions(menu, place.variant);
  menu->popup(place.at);
}

std::vector<ScenarioNumber> Asking::numbersAt(const AskedPlace& place) const {
  std::vector<ScenarioNumber> numbers;
  const Scenario& scenario = *scenarioOf(place.variant);
  for (std::size_t i = 0; i < std::min(place.topics.size(), kMostTopics); ++i)
    for (const Question& question :
         questionsAbout(place.topics[i], m_editing->document(), place.variant, scenario, m_session->cursor())) {
      if (!question.number) continue;
      const auto edits = question.edits(question.number->value);
      if (edits.size() == 1 && edits.front().json == std::to_string(question.number->value))
        numbers.push_back({edits.front().pointer, titleOf(place.topics[i], scenario) + ": " + question.number->label,
                           question.number->value, false});
    }
  return numbers;
}

void Asking::addPins(QMenu* menu, const AskedPlace& place) {
  auto* pins = menu->addMenu(tr("Pin as a knob"));
  for (const ScenarioNumber& number : numbersAt(place))
    pins->addAction(textOf(number.label), this, [this, place, number] { emit pinWanted(place.variant, number); });
  pins->menuAction()->setVisible(!pins->isEmpty());
}

void Asking::addVariantActions(QMenu* menu, std::size_t variant) {
  menu->addSeparator();
  if (!m_player->isOpen()) {
    QAction* beside = menu->addAction(tr("Answer beside it, as a what-if"));
    beside->setCheckable(true);
    beside->setChecked(m_makesWhatIf);
    connect(beside, &QAction::toggled, this, &Asking::setMakesWhatIf);
  }
  const Scenario* scenario = scenarioOf(variant);
  if (scenario == nullptr || scenario->parentVariant.empty()) return;
  const QString name = textOf(scenario->variant);
  menu->addAction(tr("Rename “%1”…").arg(name), this, [this, variant] { renameVariant(variant); });
  menu->addAction(tr("Delete “%1”").arg(name), this, [this, variant] { removeVariant(variant); });
}

void Asking::ask(std::size_t variant, const Question& question, std::optional<qint64> number) {
  if (!question.number || number) return carryOut(variant, question, number.value_or(0));
  auto* dialog = new NumberDialog(textOf(question.words), *question.number, m_window);
  connect(dialog, &NumberDialog::chosen, this,
          [this, variant, question](qint64 chosen) { carryOut(variant, question, chosen); });
  dialog->open();
}

void Asking::carryOut(std::size_t variant, const Question& question, std::int64_t number) {
  const Scenario* scenario = scenarioOf(variant);
  if (scenario == nullptr || m_editing->error()) return;
  const std::vector<ScenarioEdit> edits = question.edits(number);
  std::string made;
  Result<std::string> text = std::string();
  if (makesWhatIf()) {
    auto whatIf = withWhatIf(m_editing->document(), variant, question.name(number), edits);
    if (!whatIf.ok()) return emit refused(whatIf.error());
    made = whatIf.value().variant;
    text = std::move(whatIf).value().text;
  } else {
    text = withEdits(m_editing->document(), variant, edits);
  }
  const QString words = textOf(question.name(number));
  // An answer that cannot be run is none.
  m_editing->applyIfRuns(text, [this, made, words](const std::optional<Error>& error) {
    if (error) return emit refused(*error);
    if (!made.empty()) showBeside(made);
    emit told(made.empty() ? tr("Changed: %1. Ctrl+Z takes it back").arg(words) : tr("What if: %1").arg(words));
  });
}

/// A what-if is looked at beside its parent; of others there are the names. Both are looked for in what runs now: words
/// that were typed shortly before may have given the parent another name.
void Asking::showBeside(const std::string& variant) {
  const std::vector<Scenario>& variants = m_session->scenarioSet()->variants;
  const auto whatIf = static_cast<std::size_t>(
      std::find_if(variants.begin(), variants.end(), [&](const Scenario& each) { return each.variant == variant; }) -
      variants.begin());
  const auto parent = whatIf < variants.size() ? parentIn(m_session->runs(), whatIf) : std::nullopt;
  if (!parent) return;
  m_session->changeView([&](ViewState& view) {
    if (variants.size() <= 2) return;
    view.foldedVariants.clear();
    for (std::size_t v = 0; v < variants.size(); ++v)
      if (v != whatIf && v != parent) view.foldedVariants.insert(v);
  });
  emit answered(whatIf, *parent);
}

void Asking::move(std::size_t variant, CanisterId canister, std::optional<SubnetId> subnet) {
  const Scenario* scenario = scenarioOf(variant);
  if (scenario == nullptr) return;
  carryOut(variant, subnet ? moveQuestion(canister, *subnet, *scenario) : newRoomQuestion(canister, *scenario), 0);
}

void Asking::removeVariant(std::size_t variant) {
  // Those that were made of it stand behind it, and go with it.
  const std::vector<Scenario>& variants = m_session->scenarioSet()->variants;
  std::vector<std::size_t> gone{variant};
  for (std::size_t v = variant + 1; v < variants.size(); ++v)
    if (std::any_of(gone.begin(), gone.end(),
                    [&](std::size_t each) { return variants[each].variant == variants[v].parentVariant; }))
      gone.push_back(v);
  Result<std::string> text = m_editing->document().text();
  for (auto each = gone.rbegin(); each != gone.rend(); ++each)
    text = thenEdited(text, [&](const Document& now) { return now.remove("/variants/" + std::to_string(*each)); });
  m_editing->applyIfRuns(text, [this, others = gone.size() - 1](const std::optional<Error>& error) {
    if (error) return emit refused(*error);
    emit told(others == 0 ? tr("The variant is deleted; Ctrl+Z brings it back")
                          : tr("The variant and %n made of it are deleted; Ctrl+Z brings them back", nullptr,
                               static_cast<int>(others)));
  });
}

void Asking::renameVariant(std::size_t variant) {
  const Scenario* scenario = scenarioOf(variant);
  if (scenario == nullptr) return;
  auto* dialog = new QInputDialog(m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Rename the variant"));
  dialog->setLabelText(tr("Name"));
  dialog->setTextValue(textOf(scenario->variant));
  connect(dialog, &QInputDialog::textValueSelected, this, [this, variant](const QString& name) {
    const auto text =
        m_editing->document().rename("/variants/" + std::to_string(variant), name.trimmed().toStdString());
    m_editing->applyIfRuns(text, [this](const std::optional<Error>& error) {
      if (error) emit refused(*error);
    });
  });
  dialog->open();
}

}  // namespace roundscope::ui
