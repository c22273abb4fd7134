// What the window knows about the selected call; without one, the whole run at the cursor.
#pragma once

#include <QWidget>
#include <cstddef>
#include <set>

#include "ui/session/session.h"

class QLabel;
class QScrollArea;
class QStackedWidget;
class QTableView;

namespace roundscope::ui {

class CallView;

class InspectorPanel : public QWidget {
  Q_OBJECT

 public:
  InspectorPanel(Session* session, QWidget* parent);
  /// While on, a call's end is not told before the cursor has reached it.
  /// Variants whose counts are not listed.
  void leaveOut(const std::set<std::size_t>& variants);
  void setHideFuture(bool on);

 signals:
  /// The viewer wants to read a section of the protocol.
  void sectionAsked(int section);

 private:
  [[nodiscard]] QWidget* makeRunPage();
  void update();
  void updateRunCaption();

  Session* m_session;
  QStackedWidget* m_pages;
  QTableView* m_counts = nullptr;
  QLabel* m_runCaption;
  CallView* m_call;
  QScrollArea* m_callPage;
  QWidget* m_run;
  bool m_hideFuture = false;
};

}  // namespace roundscope::ui
