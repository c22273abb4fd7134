// The panel of the scenario's text: a line that says whether it runs, and the editor.
#pragma once

#include <QTimer>
#include <QWidget>
#include <string>

class QLabel;
class QToolButton;

namespace roundscope::ui {

class Editing;
class Session;
class TextEditor;

/// "2 errors: the last run that worked is shown"; empty while the text can be run. The window says the same everywhere.
[[nodiscard]] QString staleText(const Editing& editing);

class TextPanel : public QWidget {
  Q_OBJECT

 public:
  TextPanel(Session* session, QWidget* parent);

  [[nodiscard]] TextEditor& editor() const { return *m_editor; }
  /// Selects what is written at a pointer of the text, or what is nearest above it.
  void showPlace(std::string pointer);

 signals:
  /// The cursor of the text came into a canister.
  void canisterEntered(const QString& id);

 private:
  void follow();
  void showState();
  void tellCanister();

  Editing& m_editing;
  TextEditor* m_editor;
  QLabel* m_name;
  QToolButton* m_state;
  QTimer m_rest;              ///< of the cursor, before it is looked at where it is
  bool m_tellsLater = false;  ///< once the text is read
  QString m_canister;
  bool m_typing = false;
};

}  // namespace roundscope::ui
