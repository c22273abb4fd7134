// The window: lessons and scenario on the left, the timeline in the middle, the inspector on the right.
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/lesson/resolve.h"
#include "core/scenario/figure.h"
#include "core/scenario/numbers.h"
#include "core/scenario/scenario.h"
#include "ui/drawing/theme.h"

class QDockWidget;

namespace roundscope::ui {

struct Command;
struct OpenedScenario;
struct PictureRecord;
struct TextToOpen;

class Actions;
class Asking;
class Banner;
class Centre;
class DocumentFiles;
class Editing;
class ExportDialog;
class LessonPlayer;
class Presentation;
class ProtocolWindow;
class Session;
class TimelineWidget;
class TraceExport;
class TransportBar;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  /// What a first start opens.
  static constexpr const char* kFirstLesson = "sequential-calls";

  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  /// `path`: of its file; empty where it has none.
  void openScenario(std::shared_ptr<const ScenarioSet> set, const QString& path = {});
  /// Shows what was read from a file: a scenario, or a picture's runs and rounds.
  void open(OpenedScenario opened);
  /// Shows a scenario's text. Where it cannot be run, nothing runs, and what is wrong with it is said.
  void openText(const TextToOpen& opened);
  /// Opens a scenario file or a picture, once the viewer lets go of what is not saved. A file that cannot be read
  /// leaves what was shown in place.
  void openFile(const QString& path);
  /// The same for a lesson; false when it could not be opened.
  bool openLesson(const QString& id, std::size_t step = 0);
  /// Saves the trace beside the window's work, and says so at its end, or why it could not.
  void exportTraceTo(const QString& path);

  [[nodiscard]] LessonPlayer* player() const { return m_player; }
  [[nodiscard]] Session* session() const { return m_session; }
  [[nodiscard]] Editing& editing() const { return *m_editing; }
  [[nodiscard]] DocumentFiles& files() const { return *m_files; }
  [[nodiscard]] const Actions& actions() const { return *m_actions; }

 protected:
  void childEvent(QChildEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  static constexpr int kLeftWidthPx = 300;

  void showScenario(const std::shared_ptr<const ScenarioSet>& set, const QString& path = {});
  void showChanged(const std::shared_ptr<const ScenarioSet>& set);
  void buildCentre();
  void buildDocks();
  void nameDocks();
  void buildMenus();
  void layOutFirst();
  void resizePanels(int leftPx, int rightPx);
  void restorePicture(const PictureRecord& record);
  void restoreSweep(const PictureRecord& record);
  void wireFile();
  void showTitle();
  void showTextError();
  void wireEditing();
  void wireAsking();
  void wireKnobs();
  void pinKnob(std::size_t variant, const ScenarioNumber& number);
  void showQuestions();
  void wireLesson();
  void wireView();
  void wireStage();
  void checkShown();
  void wireSteps();
  void wireRun();
  void wireCompareAndExport();
  void wireHelp();
  void setTheme(ThemeKind theme);
  void showError(const QString& headline, const Error& error);
  void setPresenter(bool on);
  void escape();
  void showDrawer(QDockWidget* dock);
  [[nodiscard]] QDockWidget* focusedPanel() const;
  [[nodiscard]] QList<Command> commandsToFind();
  void showText();
  void showInText();
  void showSearch();
  void showCommands();
  void copyPicture();
  void say(const QString& message);
  void askForFile();
  void askForPicture();
  void askForTrace();
  void showProtocol(int section);
  void showAbout();
  void askForBudget();

  Session* m_session;
  Editing* m_editing;
  Asking* m_asking;
  DocumentFiles* m_files;
  Actions* m_actions;
  Centre* m_centre = nullptr;
  Banner* m_banner = nullptr;
  TimelineWidget* m_timeline = nullptr;
  TransportBar* m_transport = nullptr;
  LessonPlayer* m_player;
  TraceExport* m_traceExport;
  std::optional<Figure> m_openedFigure;  ///< of the picture that is open
  QPointer<ExportDialog> m_export;       ///< while it is open
  ProtocolWindow* m_protocol = nullptr;  ///< made when first asked for
  QList<QDockWidget*> m_docks;           ///< in the order of panelTable()
  bool m_drawerOpen = false;             ///< a panel below the picture is shown
  Presentation* m_presentation = nullptr;
  ThemeKind m_theme;
};

}  // namespace roundscope::ui
