// The rules that the simulator follows, to read: Help shows them, and every "Why?" opens its section.
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace roundscope::ui {

/// Shows resources/protocol.md beside a list of its sections. Stays open beside the main window.
class ProtocolWindow : public QDialog {
  Q_OBJECT

 public:
  explicit ProtocolWindow(QWidget* parent);
  /// Opens the window, or brings it to the front, with the heading "N. …" at its top.
  void showSection(int section);

 private:
  void listSections();
  void scrollTo(int row);

  QListWidget* m_sections;
  QTextBrowser* m_text;
};

}  // namespace roundscope::ui
