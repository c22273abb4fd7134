// Which views of the run the window shows: the timeline, the stage, or both.
#include <array>

#include "ui/session/session.h"
#include "ui/settings.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

constexpr const char* kShownKey = "view/shown";
/// By RunView.
constexpr std::array<const char*, 3> kNames = {"timeline", "stage", "both"};

RunView rememberedView() {
  const QString name = openSettings().value(QLatin1String(kShownKey)).toString();
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (name == QLatin1String(kNames[i])) return static_cast<RunView>(i);
  return RunView::Timeline;
}

}  // namespace

void MainWindow::wireStage() {
  const auto choose = [this](RunView view) {
    remember([view](QSettings& settings) {
      settings.setValue(QLatin1String(kShownKey), QLatin1String(kNames[static_cast<std::size_t>(view)]));
    });
    m_session->changeView([view](ViewState& state) { state.shown = view; });
  };
  connect((*m_actions)[ActionId::ShowStage], &QAction::triggered, this,
          [choose](bool on) { choose(on ? RunView::Both : RunView::Timeline); });
  connect((*m_actions)[ActionId::StageAlone], &QAction::triggered, this,
          [choose](bool on) { choose(on ? RunView::Stage : RunView::Timeline); });
  connect(m_session, &Session::viewStateChanged, this, [this] { checkShown(); });
  m_session->changeView([](ViewState& state) { state.shown = rememberedView(); });
  checkShown();
}

void MainWindow::checkShown() {
  const RunView shown = m_session->viewState().shown;
  (*m_actions)[ActionId::ShowStage]->setChecked(shown == RunView::Both);
  (*m_actions)[ActionId::StageAlone]->setChecked(shown == RunView::Stage);
}

}  // namespace roundscope::ui
