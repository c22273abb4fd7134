// What the window knows about the selected call; without one, the whole run at the cursor.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/session/parent_comparison.h"
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

 signals:
  /// The viewer wants to read a section of the protocol.
  void sectionAsked(int section);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fitHeader();
  [[nodiscard]] QWidget* makeRunPage();
  void update();
  void updateRunCaption();
  void leaveOutFolded();
  [[nodiscard]] bool namesFit(int columns) const;
  [[nodiscard]] QString countLines() const;
  void showCounterpart(CallRef call);

  Session* m_session;
  ParentComparison& m_comparison;
  QStackedWidget* m_pages;
  QTableView* m_counts = nullptr;
  QScrollArea* m_countPage = nullptr;  ///< the same numbers where the table has no room for all variants
  QLabel* m_countLines = nullptr;
  QTimer m_fitHeader;
  QLabel* m_runCaption;
  CallView* m_call;
  QScrollArea* m_callPage;
  QWidget* m_run;
};

}  // namespace roundscope::ui
