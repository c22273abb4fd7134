// Chooses what a picture shows and how, with a preview and what a reader could stumble over.
#pragma once

#include <QDialog>
#include <QTimer>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "ui/picture/formats.h"
#include "ui/picture/picture.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace roundscope::ui {

/// The dialog closes when another scenario is opened.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  /// `view` is the time that the window shows. The session and the index, which follows its runs, must outlive the
  /// dialog.
  ExportDialog(Session& session, const TimelineIndex& index, TimeRange view, ThemeKind theme,
               QWidget* parent = nullptr);
  ~ExportDialog() override;

  /// What the fields say.
  [[nodiscard]] PictureOptions options() const;
  [[nodiscard]] const PictureFormat& format() const;
  /// The preflight sentences shown.
  [[nodiscard]] QStringList notes() const;

  /// Takes the format that the path's ending names, the chosen one without an ending. Gives the whole path.
  /// Errors: of kind Usage for an ending of no format.
  [[nodiscard]] Result<QString> chooseFormatOf(const QString& path);
  /// Writes the picture as the fields say, in the chosen format. Errors: of kind InputOutput.
  [[nodiscard]] std::optional<Error> saveTo(const QString& path);
  /// Puts the picture on the clipboard, as pixels and as SVG.
  void copy();

 signals:
  void saved(const QString& path);
  void copied();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildFields();
  void showUnits();
  void forget();
  void refresh();
  void askAndSave();
  void tell(const Error& error);
  const Picture& picture();
  const PictureSource& source();
  template <class Field>
  Field* add(QGridLayout* grid, const QString& name, Field* field);

  Session& m_session;
  const TimelineIndex& m_index;
  TimeRange m_view;
  std::optional<PictureSource> m_source;
  std::optional<Picture> m_picture;
  QTimer m_refresh;
  QComboBox* m_format = nullptr;
  QComboBox* m_extent = nullptr;
  QSpinBox* m_firstRound = nullptr;
  QSpinBox* m_lastRound = nullptr;
  QComboBox* m_unit = nullptr;
  QSpinBox* m_width = nullptr;
  QSpinBox* m_height = nullptr;
  QSpinBox* m_widthMm = nullptr;
  QSpinBox* m_dpi = nullptr;
  QDoubleSpinBox* m_fontPt = nullptr;
  QComboBox* m_theme = nullptr;
  QLineEdit* m_title = nullptr;
  QLineEdit* m_caption = nullptr;
  QCheckBox* m_legend = nullptr;
  QCheckBox* m_transparent = nullptr;
  QCheckBox* m_hideFuture = nullptr;
  QLabel* m_preview = nullptr;
  QLabel* m_error = nullptr;
  QListWidget* m_notes = nullptr;
};

}  // namespace roundscope::ui
