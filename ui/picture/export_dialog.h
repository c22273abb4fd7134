// Chooses what a picture shows and how, with a preview and what a reader could stumble over.
#pragma once

#include <QDialog>
#include <QTimer>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "ui/picture/figure_form.h"
#include "ui/picture/formats.h"
#include "ui/picture/picture.h"
#include "ui/picture/purposes.h"

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace roundscope::ui {

/// The dialog closes when another scenario is opened.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  /// `shown` is what the window shows. The session and the index, which follows its runs, must outlive the dialog.
  ExportDialog(Session& session, const TimelineIndex& index, Figure shown, ThemeKind theme, QWidget* parent = nullptr);
  ~ExportDialog() override;

  /// What the fields say.
  [[nodiscard]] Figure figure() const;
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
  void build(Figure shown);
  QWidget* buildPreview();
  void take(Purpose purpose);
  void takeFigure(int number);
  void setEnding(std::string_view ending);
  void forget();
  void refresh();
  void showPicture(const Picture& shown);
  void askAndSave();
  void tell(const Error& error);
  const Result<Picture>& picture();
  const PictureSource& source();
  [[nodiscard]] PictureSource sourceOf(const std::vector<std::string>& variants, bool paths) const;

  Session& m_session;
  const TimelineIndex& m_index;
  std::optional<PictureSource> m_source;
  std::vector<std::string> m_sourceOf;  ///< the variants that it was made of
  std::optional<Result<Picture>> m_picture;
  Figure m_drawn;  ///< of which it is, with numbers of the runs in its words
  QTimer m_refresh;
  QComboBox* m_purpose = nullptr;
  QComboBox* m_figure = nullptr;  ///< the file's figures
  QComboBox* m_format = nullptr;
  FigureForm* m_form = nullptr;
  QList<QPushButton*> m_saving;  ///< what needs a picture
  QLabel* m_preview = nullptr;
  QLabel* m_error = nullptr;
  QListWidget* m_notes = nullptr;
};

}  // namespace roundscope::ui
