// A step is worked out once all variants are simulated to their ends, because its numbers come from the whole run.
#include "ui/lessons/lesson_player.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "core/lesson/knobs.h"
#include "core/run/rounds.h"
#include "core/scenario/parse.h"
#include "ui/lessons/lesson_library.h"
#include "ui/motion.h"

namespace roundscope::ui {
namespace {

constexpr double kRevealSeconds = 3.5;
constexpr double kStepSeconds = 8;

/// In rounds a second.
double speedFor(Duration stretch, Duration round, double seconds) {
  return static_cast<double>(stretch.us) / static_cast<double>(round.us) / seconds;
}

RunView viewOf(LessonShow show) {
  switch (show) {
    case LessonShow::Timeline:
      return RunView::Timeline;
    case LessonShow::Stage:
      return RunView::Stage;
    case LessonShow::Both:
      return RunView::Both;
  }
  std::abort();
}

}  // namespace

LessonPlayer::LessonPlayer(Session* session, QObject* parent) : QObject(parent), m_session(session) {
  connect(session, &Session::grew, this, &LessonPlayer::resolveWhenKnown);
  connect(session, &Session::opened, this, &LessonPlayer::forgetTried);
  connect(session, &Session::cursorChanged, this, &LessonPlayer::explored);
  connect(session, &Session::selectionChanged, this, &LessonPlayer::explored);
  connect(session, &Session::playingChanged, this, &LessonPlayer::followPlaying);
}

LessonPlayer& LessonPlayer::of(Session& session) {
  auto* player = session.findChild<LessonPlayer*>(QString(), Qt::FindDirectChildrenOnly);
  return player != nullptr ? *player : *new LessonPlayer(&session, &session);
}

void LessonPlayer::choose(const QString& id) {
  if (const auto error = open(id)) emit failed(*error);
}

void LessonPlayer::goOn() {
  if (next() || !m_resolved) return;
  const std::vector<LessonInfo>& all = lessons();
  auto after = std::find_if(all.begin(), all.end(), [&](const LessonInfo& info) { return info.id == m_id; });
  if (after != all.end()) ++after;
  after != all.end() ? choose(after->id) : listWanted();
}

std::optional<Error> LessonPlayer::open(const QString& id, std::size_t step) {
  auto lesson = loadLessonText(id);
  if (!lesson.ok()) return lesson.error();
  auto set = loadLesson(id);
  if (!set.ok()) return set.error();
  auto knobs = knobStarts(lesson.value(), set.value().sourceText);
  if (!knobs.ok()) return knobs.error();
  if (m_mayLeave && !m_mayLeave()) return std::nullopt;
  m_id = id;
  m_lesson = std::move(lesson).value();
  m_scenarioText = set.value().sourceText;
  m_knobs = std::move(knobs).value();
  m_changes.clear();
  m_tried.clear();
  m_triedOn.reset();
  m_summing = false;
  m_step = std::min(step, m_lesson->steps.size() - 1);
  if (!m_shownBefore) m_shownBefore = m_session->viewState().shown;
  play(std::move(set).value());
  return std::nullopt;
}

void LessonPlayer::close() {
  m_tried.clear();
  m_triedOn.reset();
  m_lesson.reset();
  m_resolved.reset();
  m_verdict.reset();
  m_revealing = false;
  m_summing = false;
  m_set.reset();
  m_id.clear();
  m_session->changeView([this](ViewState& view) {
    view.hideFuture = false;
    view.answerHidden = false;
    view.tellVerdict = true;
    view.shown = m_shownBefore.value_or(view.shown);
  });
  m_shownBefore.reset();
  emit changed();
}

/// With the knobs, and what else the viewer has changed.
Result<ScenarioSet> LessonPlayer::readScenario() const {
  return parseScenario(m_scenarioText, {.fileName = m_id.toStdString(), .overrides = overrides()});
}

std::optional<Error> LessonPlayer::rerun() {
  auto set = readScenario();
  if (!set.ok()) return set.error();
  play(std::move(set).value());
  return std::nullopt;
}

void LessonPlayer::play(ScenarioSet set) {
  m_viewStays = false;
  m_asked = false;
  m_resolved.reset();
  m_verdict.reset();
  m_summaries.clear();
  m_revealed = false;
  m_revealing = false;
  m_answer.reset();
  m_set = std::make_shared<const ScenarioSet>(std::move(set));
  m_session->changeView([](ViewState& view) {  // until the first step is told
    view.hideFuture = true;
    view.answerHidden = true;
    view.tellVerdict = false;
  });
  emit scenarioWanted(m_set);
  emit changed();
  resolveWhenKnown();
}

void LessonPlayer::runWith(const std::string& scenarioText) {
  if (!m_lesson) return;
  const std::string before = std::exchange(m_scenarioText, scenarioText);
  const std::vector<std::int64_t> turned = m_knobs;
  // Whoever writes another number into the text has turned the knob.
  const auto written = turnedInText(*m_lesson, before, scenarioText);
  for (std::size_t i = 0; i < m_knobs.size(); ++i) m_knobs[i] = written[i].value_or(m_knobs[i]);
  auto set = readScenario();
  if (!set.ok()) {
    m_scenarioText = before;
    m_knobs = turned;
    return emit failed(set.error());
  }
  m_viewStays = m_resolved.has_value() || m_viewStays;
  m_asked = m_viewStays;
  m_resolved.reset();
  m_verdict.reset();
  m_summaries.clear();
  m_set = std::make_shared<const ScenarioSet>(std::move(set).value());
  emit changeWanted(m_set);
  resolveWhenKnown();
}

void LessonPlayer::resolveWhenKnown() {
  if (!m_lesson || m_resolved || m_session->scenarioSet() != m_set || !m_session->finished()) return;
  if (m_summaries.empty())
    for (const auto& run : m_session->runs()) m_summaries.push_back(summarise(*run));
  LessonRuns runs;
  for (std::size_t i = 0; i < m_summaries.size(); ++i) runs.variants.push_back({*m_session->runs()[i], m_summaries[i]});
  runs.scenarioText = m_scenarioText;
  runs.overrides = overrides();
  auto resolved = resolveStep(*m_lesson, m_step, runs);
  if (!resolved.ok()) {
    emit failed(resolved.error());
    return;
  }
  auto verdict = m_step + 1 == stepCount() ? resolveVerdict(*m_lesson, runs) : std::optional<ResolvedVerdict>();
  if (!verdict.ok()) {
    emit failed(verdict.error());
    return;
  }
  m_verdict = std::move(verdict).value();
  m_resolved = std::move(resolved).value();
  if (std::exchange(m_viewStays, false)) {
    if (m_summing) m_summary.shown = m_verdict->shown;
    emit changed();
    return emit explored();
  }
  m_summing ? sumUp() : show();
}

std::vector<Override> LessonPlayer::overrides() const {
  std::vector<Override> all = knobOverrides(*m_lesson, m_knobs, m_scenarioText);
  all.insert(all.end(), m_changes.begin(), m_changes.end());
  all.insert(all.end(), m_tried.begin(), m_tried.end());
  return all;
}

const ResolvedView& LessonPlayer::view() const {
  if (m_summing) return m_summary;
  return m_revealed && m_resolved->reveal ? *m_resolved->reveal : m_resolved->view;
}

void LessonPlayer::show() {
  m_asked = false;
  m_revealing = false;
  m_session->pause();
  const ResolvedView& shown = view();
  if (const auto* call = std::get_if<CallId>(&shown.highlight))
    m_session->selectCall(CallRef{shown.variant, *call});
  else if (const auto* event = std::get_if<EventIndex>(&shown.highlight))
    m_session->selectEvent({shown.variant, event->value});
  else
    m_session->selectCall(std::nullopt);
  m_session->setCursor(shown.cursor);
  showInViews(shown);
  emit viewWanted(shown);
  emit changed();
}

/// The variants that the step speaks of are shown in full, of the others the names, without results. While it asks,
/// nothing that lies ahead may tell the answer.
void LessonPlayer::showInViews(const ResolvedView& shown) {
  m_session->changeView([&](ViewState& view) {
    view.shown = viewOf(shown.show);
    view.hideFuture = asks();
    view.answerHidden = asks();
    view.tellVerdict = m_summing;
    view.foldedTellNothing = !shown.shown.empty() && !m_summing;
    view.foldedVariants.clear();
    for (std::size_t v = 0; v < m_session->runs().size(); ++v)
      if (!shown.shown.empty() && std::find(shown.shown.begin(), shown.shown.end(), v) == shown.shown.end())
        view.foldedVariants.insert(v);
    view.lit.clear();
    if (const auto* canister = std::get_if<CanisterId>(&shown.highlight)) view.lit = {{shown.variant, canister->value}};
    if (const auto* pair = std::get_if<CanisterPair>(&shown.highlight))
      view.lit = {{shown.variant, pair->caller.value}, {shown.variant, pair->callee.value}};
  });
}

bool LessonPlayer::isAway() const {
  if (!m_resolved) return false;
  if (m_asked) return true;
  if (m_revealing) return !m_session->playing();
  const ResolvedView& shown = view();
  if (m_session->cursor() != shown.cursor) return true;
  if (const auto* call = std::get_if<CallId>(&shown.highlight))
    return m_session->selectedCall() != CallRef{shown.variant, *call};
  if (const auto* event = std::get_if<EventIndex>(&shown.highlight))
    return m_session->selectedEvent() != EventRef{shown.variant, event->value};
  return m_session->selectedCall().has_value();
}

void LessonPlayer::go(std::size_t step) {
  m_step = step;
  m_summing = false;
  m_revealed = false;
  m_revealing = false;
  m_answer.reset();
  m_resolved.reset();
  m_verdict.reset();
  resolveWhenKnown();
  emit changed();
}

bool LessonPlayer::next() {
  if (!m_resolved) return false;
  if (asks()) {
    reveal();
    return true;
  }
  if (m_step + 1 < stepCount()) {
    go(m_step + 1);
    return true;
  }
  if (m_summing || !m_verdict) return false;
  sumUp();
  return true;
}

/// All that is compared, seen to its end.
void LessonPlayer::sumUp() {
  m_summing = true;
  m_summary = {};
  m_summary.shown = m_verdict->shown;
  m_summary.variant = m_summary.shown.front();
  for (const std::size_t v : m_summary.shown)
    m_summary.cursor = std::max(m_summary.cursor, endOfRounds(*m_session->runs()[v]));
  show();
}

bool LessonPlayer::previous() {
  if (!m_resolved) return false;
  if (m_summing) {
    m_summing = false;
    show();
    return true;
  }
  if (m_revealed || m_revealing) {
    go(m_step);
    return true;
  }
  if (m_step == 0) return false;
  go(m_step - 1);
  return true;
}

void LessonPlayer::restart() {
  if (!m_lesson) return;
  m_step = 0;
  m_summing = false;
  auto starts = knobStarts(*m_lesson, m_scenarioText);
  if (starts.ok() && (starts.value() != m_knobs || !m_changes.empty() || triesOut())) {
    m_changes.clear();
    m_tried.clear();
    m_knobs = std::move(starts).value();
    if (const auto error = rerun()) emit failed(*error);
    return;
  }
  go(0);
}

void LessonPlayer::reveal() {
  if (!asks()) return;
  const ResolvedView& answer = *m_resolved->reveal;
  const Duration way = answer.cursor - m_session->cursor();
  if (m_revealing || reducedMotion() || way <= Duration{}) return finishReveal();
  m_revealing = true;
  m_revealSpeed = speedFor(way, m_session->roundInterval(), kRevealSeconds);
  showInViews(answer);
  m_session->playTo(answer.cursor, m_revealSpeed);
  emit viewWanted(answer);
  emit changed();
}

void LessonPlayer::finishReveal() {
  m_revealed = true;
  show();
}

void LessonPlayer::followPlaying() {
  if (m_revealing && m_session->cursor() == m_resolved->reveal->cursor && !m_session->playing()) finishReveal();
  emit explored();
}

Time LessonPlayer::endOfShown() const {
  Time end;
  for (std::size_t v = 0; v < m_session->runs().size(); ++v)
    if (!m_session->viewState().foldedVariants.contains(v)) end = std::max(end, endOfRounds(*m_session->runs()[v]));
  return end;
}

void LessonPlayer::playOrPause() {
  if (m_session->playing()) return m_session->pause();
  if (!m_resolved) return;
  if (m_revealing) return m_session->playTo(m_resolved->reveal->cursor, m_revealSpeed);
  const Time end = endOfShown();
  if (m_session->cursor() >= end) m_session->setCursor({});  // at the end, playing begins again
  m_session->playTo(end, speedFor(end - Time{}, m_session->roundInterval(), kStepSeconds));
}

void LessonPlayer::giveAnswer(const LessonAnswer& answer) {
  if (!asks() || m_revealing) return;
  m_answer = answer;
  reveal();
}

bool LessonPlayer::answeredRight() const {
  if (!m_answer || !m_resolved || !m_resolved->question) return false;
  const ResolvedQuestion& question = *m_resolved->question;
  if (const auto* choice = std::get_if<std::size_t>(&*m_answer)) return *choice == question.rightChoice;
  return std::abs(std::get<double>(*m_answer) - question.answer) <= question.tolerance + 1e-9;
}

void LessonPlayer::returnToStep() {
  if (m_resolved) show();
}

void LessonPlayer::turnKnob(std::size_t knob, std::int64_t value) {
  if (!m_lesson || knob >= m_knobs.size() || m_knobs[knob] == value) return;
  const std::int64_t before = m_knobs[knob];
  m_knobs[knob] = value;
  if (const auto error = rerun()) {
    m_knobs[knob] = before;
    emit failed(*error);
  }
}

void LessonPlayer::tryOut(const std::vector<Override>& overrides) {
  const std::shared_ptr<const ScenarioSet> open = m_session->scenarioSet();
  if (!open || (overrides.empty() && m_tried.empty())) return;
  const std::vector<Override> before = m_tried;
  m_tried = overrides;
  if (m_lesson) {
    if (const auto error = rerun()) {
      m_tried = before;
      emit failed(*error);
    }
    return;
  }
  if (!m_triedOn) m_triedOn = open;
  ParseOptions options{.fileName = m_triedOn->id + ".roundscope.json", .overrides = m_triedOn->overrides};
  for (const Override& change : overrides) put(options.overrides, change);
  auto set = parseScenario(m_triedOn->sourceText, options);
  if (!set.ok()) {
    m_tried = before;
    return emit failed(set.error());
  }
  emit changeWanted(overrides.empty() ? m_triedOn : std::make_shared<const ScenarioSet>(std::move(set).value()));
  if (overrides.empty()) m_triedOn.reset();
}

/// Another scenario, or another text of it, is not what was tried out.
void LessonPlayer::forgetTried() {
  const std::shared_ptr<const ScenarioSet> open = m_session->scenarioSet();
  if (m_tried.empty() || !open) return;
  const bool same = m_lesson ? open->sourceText == m_scenarioText
                             : m_triedOn && open->sourceText == m_triedOn->sourceText && m_session->isChange();
  if (same) return;
  m_tried.clear();
  m_triedOn.reset();
}

void LessonPlayer::change(const Override& override) {
  const std::shared_ptr<const ScenarioSet> open = m_session->scenarioSet();
  if (!open) return;
  if (!m_lesson) {
    auto set = roundscope::changed(*open, override);
    if (!set.ok()) return emit failed(set.error());
    emit scenarioWanted(std::make_shared<const ScenarioSet>(std::move(set).value()));
    return;
  }
  const std::vector<Override> before = m_changes;
  put(m_changes, override);
  if (const auto error = rerun()) {
    m_changes = before;
    emit failed(*error);
  }
}

}  // namespace roundscope::ui
