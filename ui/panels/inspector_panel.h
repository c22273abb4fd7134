// What the window knows about the selected call; without one, the whole run at the cursor.
#pragma once

#include <QWidget>

#include "ui/session/session.h"

class QLabel;
class QScrollArea;
class QStackedWidget;

namespace roundscope {

class CallView;

class InspectorPanel : public QWidget {
  Q_OBJECT

 public:
  InspectorPanel(Session* session, QWidget* parent);
  /// While on, a call's end is not told before the cursor has reached it.
  void setHideFuture(bool on);

 private:
  [[nodiscard]] QWidget* makeRunPage();
  void update();
  void updateRunCaption();

  Session* m_session;
  QStackedWidget* m_pages;
  QLabel* m_runCaption;
  CallView* m_call;
  QScrollArea* m_callPage;
  QWidget* m_run;
  bool m_hideFuture = false;
};

}  // namespace roundscope
