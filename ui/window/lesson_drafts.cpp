// See lesson_drafts.h.
#include "ui/window/lesson_drafts.h"

#include <utility>

namespace roundscope::ui {

std::optional<Error> LessonDrafts::layAside(const QString& lesson, const QString& title, const std::string& text) {
  Draft& draft = m_drafts[lesson];
  if (!draft.store) draft.store = std::make_unique<RecoveryStore>(m_folder);
  draft.title = title;
  draft.text = text;
  return draft.store->keep({{}, title, text, QDateTime::currentDateTime()});
}

std::optional<std::string> LessonDrafts::take(const QString& lesson) {
  const auto found = m_drafts.find(lesson);
  if (found == m_drafts.end()) return std::nullopt;
  std::string text = std::move(found->second.text);
  found->second.store->clear();
  m_drafts.erase(found);
  return text;
}

QStringList LessonDrafts::titles() const {
  QStringList titles;
  for (const auto& [lesson, draft] : m_drafts) titles << draft.title;
  return titles;
}

void LessonDrafts::clear() {
  for (auto& [lesson, draft] : m_drafts) draft.store->clear();
  m_drafts.clear();
}

}  // namespace roundscope::ui
