// Chooses what a picture shows and how, with a preview and what a reader could stumble over.
#pragma once

#include <QDialog>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/lesson.h"
#include "ui/picture/drawn_picture.h"
#include "ui/picture/figure_form.h"
#include "ui/picture/formats.h"
#include "ui/picture/picture.h"
#include "ui/picture/picture_save.h"
#include "ui/picture/purposes.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace roundscope::ui {

/// The dialog closes when another scenario is opened.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  /// `shown` is what the window shows. The session and the index, which follows its runs, must outlive the dialog.
  /// `lesson`: the one that is played, which pages and animations can tell. `opened`: of the picture that was opened.
  ExportDialog(Session& session, const TimelineIndex& index, Figure shown, ThemeKind theme, QWidget* parent = nullptr,
               std::optional<Lesson> lesson = std::nullopt, const std::optional<Figure>& opened = std::nullopt);
  ~ExportDialog() override;

  /// What the fields say.
  [[nodiscard]] Figure figure() const;
  [[nodiscard]] const PictureFormat& format() const;
  /// The preflight sentences shown.
  [[nodiscard]] QStringList notes() const;

  /// Takes the format that the path's ending names, the chosen one without an ending. Gives the whole path.
  /// Errors: of kind Usage for an ending of no format.
  [[nodiscard]] Result<QString> chooseFormatOf(const QString& path);
  /// Saves the picture as the fields say, in the chosen format, beside the window's work; saved() or failed() tells the
  /// end. Nothing while one is being saved.
  void saveTo(const QString& path);
  [[nodiscard]] bool saving() const { return m_save->busy(); }
  /// The file stays as it was.
  void cancelSaving();
  /// Asks where a picture is being saved; true where the dialog may go.
  [[nodiscard]] bool mayLeave();
  /// A partial picture is called so.
  [[nodiscard]] QString suggestedName();
  /// Puts the picture on the clipboard, as pixels and as SVG.
  void copy();

 signals:
  void saved(const QString& path);
  void failed(const Error& error);
  void copied();

 public slots:
  /// Closes, after a question while a picture is being saved.
  void reject() override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build(Figure shown);
  void listFigures(const std::optional<Figure>& opened);
  QWidget* buildProgress();
  void followSaving();
  void leaveScenario();
  [[nodiscard]] bool canTell();
  QWidget* buildPreview();
  void take(Purpose purpose);
  void takeFigure(int number);
  void setEnding(std::string_view ending);
  void forget();
  void refresh();
  void showPicture(const Picture& shown);
  void askAndSave();
  void tell(const Error& error);
  const Result<DrawnPicture>& picture();
  const PictureSource& source();
  [[nodiscard]] PictureSource sourceOf(const std::vector<std::string>& variants, bool paths) const;

  Session& m_session;
  const TimelineIndex& m_index;
  std::optional<PictureSource> m_source;
  std::vector<std::string> m_sourceOf;  ///< the variants that it was made of
  std::optional<Result<DrawnPicture>> m_picture;
  std::optional<Lesson> m_lesson;
  PictureSave* m_save;
  Figure m_savedFigure;  ///< what is being saved
  const PictureFormat* m_savedFormat = nullptr;
  QString m_savedPath;
  bool m_closesAfter = false;    ///< the scenario has gone meanwhile
  QPointer<QDialog> m_question;  ///< whether to stop saving
  QTimer m_refresh;
  QFormLayout* m_above = nullptr;  ///< purpose, figure and format
  QComboBox* m_purpose = nullptr;
  QComboBox* m_figure = nullptr;
  std::vector<Figure> m_figures;  ///< of the opened picture and of the file, to choose from
  std::optional<Figure> m_taken;  ///< one of them that was chosen, and what the fields made of it
  Figure m_asTaken;
  QComboBox* m_format = nullptr;
  FigureForm* m_form = nullptr;
  QList<QPushButton*> m_saving;  ///< what needs a picture
  QLabel* m_preview = nullptr;
  QLabel* m_error = nullptr;
  QListWidget* m_notes = nullptr;
  QCheckBox* m_tellsLesson = nullptr;
  QWidget* m_savingRow = nullptr;  ///< shown while a picture is being saved
  QLabel* m_savingWords = nullptr;
  QProgressBar* m_progress = nullptr;
};

}  // namespace roundscope::ui
