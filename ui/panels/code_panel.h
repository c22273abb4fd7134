// The canister's program beside its run: the line at the cursor is lit, and a line leads to its events.
#pragma once

#include <QWidget>

#include "ui/models/code_model.h"

class QComboBox;
class QListView;

namespace roundscope::ui {

class CodePanel : public QWidget {
  Q_OBJECT

 public:
  CodePanel(Session* session, QWidget* parent);
  /// The variant whose program is shown while no call is selected.
  void showVariant(std::size_t variant);
  /// The program of this canister of the variant shown; nothing where it has none of this name.
  void showCanister(const QString& id);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void followType();
  void reopen();
  void listCanisters(std::size_t variant);
  void followSelection();
  void showCode();
  void showProgram(CanisterId canister);
  void runInLanguage(int language);
  void showLit();
  void goTo(const QModelIndex& index);

  Session* m_session;
  CodeModel* m_model;
  QComboBox* m_canisters;
  QComboBox* m_languages;
  QListView* m_lines;
  std::size_t m_variant = 0;
};

}  // namespace roundscope::ui
