// The export dialog as an author meets it: fields, preview, remarks, file and clipboard.
#include "ui/picture/export_dialog.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "tests/support/scenarios.h"
#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/waiting.h"
#include "ui/lessons/lesson_library.h"
#include "ui/picture/drawn_picture.h"
#include "ui/picture/picture_words.h"
#include "ui/picture/purposes.h"
#include "ui/picture/svg.h"
#include "ui/session/session.h"
#include "ui/settings.h"

namespace roundscope::ui {
namespace {

/// What a window shows that is zoomed in.
Figure shownPart() {
  Figure figure;
  figure.rangeUs = {2'000'000, 5'000'000};
  return figure;
}

class ExportDialogTest : public testing::Test {
 protected:
  ExportDialogTest() {
    openSettings().remove(QStringLiteral("pictures"));  // of other tests
    Figure usual;
    usual.sizePx = {1600, 900};
    rememberFor(Purpose::Slide, usual, ".png");
    session.open(test::sequentialAndParallelPings(10));
    session.setReadAhead(true);
    EXPECT_TRUE(QTest::qWaitFor([this] { return session.finished(); }, kGenerousMs));
    std::vector<const roundscope::Run*> runs;
    for (const auto& run : session.runs()) runs.push_back(run.get());
    index = TimelineIndex(runs);
    dialog = std::make_unique<ExportDialog>(session, index, shownPart(), ThemeKind::Light);
    dialog->show();
  }

  template <class Field>
  Field* field(const char* name) const {
    for (Field* found : dialog->findChildren<Field*>())
      if (found->accessibleName() == QLatin1String(name)) return found;
    ADD_FAILURE() << "no field is named " << name;
    return nullptr;
  }
  /// What went wrong, once it is saved or not.
  std::optional<Error> saveTo(const QString& path) const {
    std::optional<Error> error;
    bool ended = false;
    QObject context;
    QObject::connect(dialog.get(), &ExportDialog::saved, &context, [&] { ended = true; });
    QObject::connect(dialog.get(), &ExportDialog::failed, &context, [&](const Error& why) {
      error = why;
      ended = true;
    });
    dialog->saveTo(path);
    EXPECT_TRUE(QTest::qWaitFor([&] { return ended; }, kGenerousMs));
    return error;
  }
  [[nodiscard]] QByteArray contentOf(const QString& path) const {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
  }
  [[nodiscard]] QImage preview() const { return field<QLabel>("Preview")->pixmap().toImage(); }

  Session session;
  TimelineIndex index;
  std::unique_ptr<ExportDialog> dialog;
  QTemporaryDir folder;
};

TEST_F(ExportDialogTest, EveryFieldHasANameAndAKey) {
  int keys = 0;
  for (const QLabel* label : dialog->findChildren<QLabel*>()) {
    if (label->buddy() == nullptr) continue;
    EXPECT_FALSE(label->buddy()->accessibleName().isEmpty()) << label->text().toStdString();
    EXPECT_TRUE(label->text().contains('&')) << label->text().toStdString();
    ++keys;
  }
  EXPECT_GE(keys, 10);
}

TEST_F(ExportDialogTest, ThePreviewFollowsTheFields) {
  const QImage light = preview();
  EXPECT_FALSE(light.isNull());
  field<QComboBox>("Theme")->setCurrentIndex(static_cast<int>(FigureTheme::Dark));
  EXPECT_TRUE(QTest::qWaitFor([&] { return preview().pixelColor(2, 2).lightness() < 60; }, kGenerousMs));
}

TEST_F(ExportDialogTest, SavesInTheChosenFormatWhatTheFieldsSay) {
  field<QLineEdit>("Title")->setText(QStringLiteral("My title"));
  field<QSpinBox>("Width")->setValue(800);
  field<QSpinBox>("Height")->setValue(600);
  const QString png = folder.filePath("p.png");
  EXPECT_FALSE(saveTo(png));
  EXPECT_EQ(QImage(png).size(), QSize(800, 600));
  EXPECT_EQ(QImage(png).text("Title"), QStringLiteral("My title"));
  ASSERT_EQ(field<QComboBox>("Format")->count(), static_cast<int>(pictureFormats().size()));
  for (int i = 0; i < field<QComboBox>("Format")->count(); ++i) {
    field<QComboBox>("Format")->setCurrentIndex(i);
    const PictureFormat& format = pictureFormats()[static_cast<std::size_t>(i)];
    const QString path = folder.filePath(QStringLiteral("q") + QLatin1String(format.ending.data()));
    EXPECT_FALSE(saveTo(path));
    EXPECT_GT(QFileInfo(path).size(), 1'000);
  }
}

TEST_F(ExportDialogTest, ShowsTheWindowsRangeOrSomeRounds) {
  field<QComboBox>("What")->setCurrentIndex(1);
  EXPECT_EQ(dialog->figure().rangeUs, shownPart().rangeUs);
  field<QComboBox>("What")->setCurrentIndex(2);
  field<QSpinBox>("First round")->setValue(4);
  field<QSpinBox>("Last round")->setValue(3);
  EXPECT_EQ(dialog->figure().rounds, (std::pair<std::uint32_t, std::uint32_t>{3, 4}));
  EXPECT_FALSE(dialog->figure().rangeUs);
}

TEST_F(ExportDialogTest, SaysWhyAPictureCouldNotBeSavedAndStaysOpen) {
  EXPECT_TRUE(saveTo(folder.filePath("no/such/folder/p.png")).has_value());
  bool told = false;
  for (const QLabel* label : dialog->findChildren<QLabel*>())
    told = told || (label->isVisible() && label->text().contains("no/such/folder"));
  EXPECT_TRUE(told);
  EXPECT_TRUE(dialog->isVisible());
}

TEST_F(ExportDialogTest, TakesTheFormatFromTheNameThatIsTyped) {
  const auto plain = dialog->chooseFormatOf("figure");
  ASSERT_TRUE(plain.ok());
  EXPECT_EQ(plain.value(), QStringLiteral("figure.png"));
  const auto svg = dialog->chooseFormatOf("figure.SVG");
  ASSERT_TRUE(svg.ok());
  EXPECT_EQ(svg.value(), QStringLiteral("figure.SVG"));
  EXPECT_EQ(dialog->format().ending, ".svg");
  const auto unknown = dialog->chooseFormatOf("figure.tiff");
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.error().expected, "a file name that ends in " + pictureEndings());
  EXPECT_EQ(dialog->format().ending, ".svg");
}

TEST_F(ExportDialogTest, HidesWhatIsToComeWhereTheWindowDoes) {
  EXPECT_FALSE(dialog->figure().cursorUs);
  session.setCursor(Time{1'500'000});
  session.changeView([](ViewState& view) { view.hideFuture = true; });
  Figure shown = shownPart();
  shown.cursorUs = session.cursor().us;
  const ExportDialog hiding(session, index, shown, ThemeKind::Light);
  EXPECT_EQ(hiding.figure().cursorUs, session.cursor().us);
  EXPECT_TRUE(hiding.figure().hideFuture);
}

TEST_F(ExportDialogTest, ASlideHasTheLargestTypeThatFitsUntilAnotherWasUsed) {
  openSettings().remove(QStringLiteral("pictures"));
  const ExportDialog few(session, index, shownPart(), ThemeKind::Light);
  EXPECT_GE(few.figure().fontPt, 16);
  EXPECT_TRUE(layOutPicture(PictureSource(index, {}), few.figure()).ok());

  std::vector<const roundscope::Run*> runs;
  for (int i = 0; i < 8; ++i)
    for (const auto& run : session.runs()) runs.push_back(run.get());
  const TimelineIndex many(runs);
  const ExportDialog crowded(session, many, shownPart(), ThemeKind::Light);
  EXPECT_LT(crowded.figure().fontPt, 16) << "sixteen variants";

  Figure own;
  own.sizePx = {1600, 900};
  own.fontPt = 11;
  rememberFor(Purpose::Slide, own, ".png");
  EXPECT_EQ(ExportDialog(session, index, shownPart(), ThemeKind::Light).figure().fontPt, 11);
}

TEST_F(ExportDialogTest, ALargeTypeOfASlideLeavesNothingOut) {
  openSettings().remove(QStringLiteral("pictures"));
  std::string text = test::readFile(ROUNDSCOPE_SOURCE_DIR "/resources/examples/payroll.roundscope.json");
  session.open(std::make_shared<const ScenarioSet>(test::parsed(text)));
  session.setReadAhead(true);
  ASSERT_TRUE(QTest::qWaitFor([this] { return session.finished(); }, kGenerousMs));
  std::vector<const roundscope::Run*> runs;
  for (const auto& run : session.runs()) runs.push_back(run.get());
  const TimelineIndex payroll(runs);
  const ExportDialog slide(session, payroll, Figure{}, ThemeKind::Light);
  EXPECT_FALSE(slide.notes().join(u' ').contains("no room")) << slide.notes().join(u' ').toStdString();
}

TEST_F(ExportDialogTest, ItsFieldsAreNotCutOffInALargeType) {
  const QFont before = QApplication::font();
  QFont large = before;
  large.setPointSize(18);
  QApplication::setFont(large);
  ExportDialog shown(session, index, shownPart(), ThemeKind::Light);
  shown.show();
  for (const QScrollArea* area : shown.findChildren<QScrollArea*>())
    if (area->widget()->findChild<QComboBox*>() != nullptr && area->isVisible()) {
      EXPECT_GE(area->viewport()->width(), area->widget()->minimumSizeHint().width());
    }
  QApplication::setFont(before);
}

TEST_F(ExportDialogTest, PdfIsForPaper) {
  field<QComboBox>("Format")->setCurrentText(QStringLiteral("PDF: for print and LaTeX"));
  EXPECT_EQ(dialog->format().ending, ".pdf");
  EXPECT_EQ(dialog->figure().widthMm, 160);
  EXPECT_EQ(dialog->figure().dpi, 300);
  field<QComboBox>("Format")->setCurrentIndex(0);
  EXPECT_FALSE(dialog->figure().widthMm);
}

TEST_F(ExportDialogTest, RemarksOnWhatAReaderCouldStumbleOver) {
  EXPECT_EQ(dialog->notes().size(), 1);
  EXPECT_TRUE(dialog->notes().front().startsWith("Nothing to remark")) << dialog->notes().front().toStdString();
  field<QSpinBox>("Height")->setValue(480);
  EXPECT_TRUE(QTest::qWaitFor([&] { return dialog->notes().value(0).startsWith("There was no room"); }, kGenerousMs));
}

TEST_F(ExportDialogTest, SaysWhatWouldFitWhereThePictureDoesNot) {
  field<QSpinBox>("Height")->setValue(100);
  const auto told = [this] {
    for (const QLabel* label : dialog->findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains("expected at least 1600 × ")) return true;
    return false;
  };
  EXPECT_TRUE(QTest::qWaitFor(told, kGenerousMs));
  EXPECT_TRUE(preview().isNull()) << "no picture that is not the one asked for";
  EXPECT_TRUE(saveTo(folder.filePath("p.png")).has_value());
  field<QSpinBox>("Height")->setValue(900);
  EXPECT_TRUE(QTest::qWaitFor([&] { return !told() && !preview().isNull(); }, kGenerousMs));
}

TEST_F(ExportDialogTest, RemembersSizeAndLookForEachPurpose) {
  const auto open = [this](int purpose) {
    dialog = std::make_unique<ExportDialog>(session, index, shownPart(), ThemeKind::Light);
    QComboBox* box = field<QComboBox>("For");
    box->setCurrentIndex(purpose);
    emit box->activated(purpose);
  };
  open(1);
  EXPECT_EQ(dialog->figure().widthMm, 85);
  EXPECT_EQ(dialog->figure().density, FigureDensity::Compact);
  EXPECT_EQ(dialog->format().ending, ".pdf");
  field<QDoubleSpinBox>("Width on paper")->setValue(88);
  field<QComboBox>("Density")->setCurrentIndex(0);
  field<QLineEdit>("Caption")->setText("of this scenario alone");
  ASSERT_FALSE(saveTo(folder.filePath("p.pdf")));
  open(0);
  EXPECT_FALSE(dialog->figure().widthMm);
  open(1);
  EXPECT_EQ(dialog->figure().widthMm, 88);
  EXPECT_EQ(dialog->figure().density, FigureDensity::Comfortable);
  EXPECT_EQ(dialog->figure().caption, "");
}

TEST_F(ExportDialogTest, ShowsOnlyTheVariantsThatAreChosen) {
  auto* variants = field<QListWidget>("Variants");
  ASSERT_EQ(variants->count(), 2);
  variants->item(0)->setCheckState(Qt::Unchecked);
  EXPECT_EQ(dialog->figure().variants, std::vector<std::string>{"Parallel"});
  ASSERT_TRUE(dialog->chooseFormatOf("p.svg").ok());
  ASSERT_FALSE(saveTo(folder.filePath("p.svg")));
  QFile file(folder.filePath("p.svg"));
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const QByteArray svg = file.readAll();
  EXPECT_TRUE(svg.contains(">Parallel<"));
  EXPECT_FALSE(svg.contains(">Sequential<"));
}

TEST_F(ExportDialogTest, TakesNotesAndSaysWhichHaveNoPlace) {
  auto* notes = field<QPlainTextEdit>("Notes");
  notes->setPlainText("call 0: the first\nthe moon: far away");
  ASSERT_EQ(dialog->figure().notes.size(), 1U);
  EXPECT_EQ(dialog->figure().notes[0].text, "the first");
  EXPECT_TRUE(QTest::qWaitFor([&] { return dialog->notes().value(0).contains("the moon"); }, kGenerousMs));
}

TEST_F(ExportDialogTest, SavesNothingWithANoteAboutNothing) {
  field<QPlainTextEdit>("Notes")->setPlainText("call 999: missing");
  ASSERT_TRUE(dialog->chooseFormatOf("p.svg").ok());
  const auto error = saveTo(folder.filePath("p.svg"));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->what, "no run that is shown has \"call 999\"");
  EXPECT_FALSE(QFile::exists(folder.filePath("p.svg")));
}

TEST_F(ExportDialogTest, FitsASmallScreen) {
  dialog->resize(800, 450);
  QCoreApplication::processEvents();
  EXPECT_LE(dialog->minimumSizeHint().width(), 800);
  EXPECT_LE(dialog->minimumSizeHint().height(), 450);
  EXPECT_EQ(dialog->size(), QSize(800, 450));
}

TEST_F(ExportDialogTest, SavesWhatTheCommandLineDrawsFromTheFigureInTheFile) {
  Figure shown = shownPart();
  shown.cursorUs = 3'200'000;
  shown.window.markersUs = {2'500'000, 3'000'000};
  shown.window.selected = FigureCall{"Sequential", 1};
  shown.window.collapsed = {{"Parallel", "callee"}};
  dialog = std::make_unique<ExportDialog>(session, index, shown, ThemeKind::Dark);
  field<QComboBox>("What")->setCurrentIndex(1);
  field<QLineEdit>("Caption")->setText("{calls.replied} replied");
  field<QPlainTextEdit>("Notes")->setPlainText("call 1: here");
  ASSERT_TRUE(dialog->chooseFormatOf("p.svg").ok());
  ASSERT_FALSE(saveTo(folder.filePath("p.svg")));
  QFile file(folder.filePath("p.svg"));
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const QByteArray saved = file.readAll();
  EXPECT_TRUE(saved.contains(">10 replied<"));

  const auto record = recordIn(saved, "p");
  ASSERT_TRUE(record.ok());
  const auto figure = parseFigure(record.value().figure, "p");
  ASSERT_TRUE(figure.ok()) << figure.error().text();
  EXPECT_EQ(figure.value().window.selected, shown.window.selected);
  const auto set = scenarioOf(record.value(), "p");
  ASSERT_TRUE(set.ok());
  const picture_test::Runs runs(set.value());
  const PictureSource source(runs.shown());
  const auto drawn = withNumbers(figure.value(), source, runs.set);
  ASSERT_TRUE(drawn.ok());
  const Picture picture = picture_test::pictureOf(source, drawn.value());
  EXPECT_EQ(svgFileOf({source, drawn.value(), picture, recordOf(runs.set, source, figure.value(), picture)}), saved);
}

TEST_F(ExportDialogTest, LeavesTheFileAsItWasWhereSavingIsCancelled) {
  ASSERT_TRUE(dialog->chooseFormatOf("p.gif").ok());
  const QString path = folder.filePath("p.gif");
  QFile before(path);
  ASSERT_TRUE(before.open(QIODevice::WriteOnly));
  before.write("what was there");
  before.close();
  dialog->saveTo(path);
  EXPECT_TRUE(dialog->saving()) << "it is not saved by the window's thread";
  ASSERT_TRUE(QTest::qWaitFor(
      [this] {
        for (const QLabel* label : dialog->findChildren<QLabel*>())
          if (label->isVisible() && label->text().startsWith("Picture ")) return true;
        return false;
      },
      kGenerousMs));
  dialog->cancelSaving();
  EXPECT_FALSE(dialog->saving());
  EXPECT_FALSE(saveTo(folder.filePath("q.gif"))) << "another can be saved at once";
  dialog.reset();  // it waits for what was cancelled
  EXPECT_EQ(contentOf(path), "what was there");
}

TEST_F(ExportDialogTest, TellsTheLessonAsTheCommandLineDoes) {
  const QString id = QStringLiteral("sequential-calls");
  auto set = loadLesson(id);
  const auto lesson = loadLessonText(id);
  ASSERT_TRUE(set.ok() && lesson.ok());
  dialog.reset();
  session.open(std::make_shared<const ScenarioSet>(set.value()));
  ASSERT_TRUE(QTest::qWaitFor([this] { return session.finished(); }, kGenerousMs));
  const picture_test::Runs runs(set.value());
  index = TimelineIndex(runs.shown());
  dialog = std::make_unique<ExportDialog>(session, index, Figure{}, ThemeKind::Light, nullptr, lesson.value());
  dialog->show();
  const PictureSource source(runs.shown());
  const auto told = toldOf(lesson.value(), runs.set, runs.shown());
  ASSERT_TRUE(told.ok());
  for (const char* name : {"p.html", "p.gif"}) {
    ASSERT_TRUE(dialog->chooseFormatOf(name).ok());
    field<QCheckBox>("With the steps of the lesson")->setChecked(true);
    ASSERT_FALSE(saveTo(folder.filePath(name)));
    const Figure figure = dialog->figure();
    const Picture picture = picture_test::pictureOf(source, figure);
    PictureContent content{source, figure, picture, recordOf(runs.set, source, figure, picture)};
    content.lesson = &told.value();
    EXPECT_TRUE(contentOf(folder.filePath(name)) == dialog->format().write(content)) << name;
  }
}

TEST_F(ExportDialogTest, AsksBeforeItClosesWhileItSaves) {
  ASSERT_TRUE(dialog->chooseFormatOf("p.gif").ok());
  const auto answer = [this](const char* words) {
    QTimer::singleShot(0, dialog.get(), [this, words] {
      auto* box = dialog->findChild<QMessageBox*>();
      ASSERT_NE(box, nullptr) << "nothing was asked";
      for (QAbstractButton* button : box->buttons())
        if (button->text().remove('&') == QLatin1String(words)) return button->click();
      ADD_FAILURE() << "no such button: " << words;
    });
  };
  dialog->saveTo(folder.filePath("p.gif"));
  answer("Go on");
  dialog->close();
  EXPECT_TRUE(dialog->isVisible());
  EXPECT_TRUE(dialog->saving());
  answer("Stop saving");
  dialog->close();
  EXPECT_FALSE(dialog->isVisible());
  EXPECT_FALSE(QFileInfo::exists(folder.filePath("p.gif")));
}

TEST_F(ExportDialogTest, FinishesWhatItSavesWhenAnotherScenarioIsOpened) {
  ASSERT_TRUE(dialog->chooseFormatOf("p.gif").ok());
  dialog->saveTo(folder.filePath("p.gif"));
  session.open(test::sequentialAndParallelPings(3));
  EXPECT_TRUE(QTest::qWaitFor([this] { return !dialog->isVisible(); }, kGenerousMs));
  EXPECT_TRUE(QFileInfo::exists(folder.filePath("p.gif")));
}

TEST_F(ExportDialogTest, CallsAPicturePartialOfARunThatGoesOn) {
  EXPECT_FALSE(dialog->suggestedName().contains("partial"));
  dialog.reset();
  session.setReadAhead(false);
  session.open(test::sequentialAndParallelPings(10));
  ASSERT_FALSE(session.finished());
  std::vector<const roundscope::Run*> runs;
  for (const auto& run : session.runs()) runs.push_back(run.get());
  index = TimelineIndex(runs);
  dialog = std::make_unique<ExportDialog>(session, index, Figure{}, ThemeKind::Light);
  dialog->show();
  EXPECT_TRUE(dialog->suggestedName().contains("-partial.")) << dialog->suggestedName().toStdString();
  EXPECT_TRUE(dialog->notes().join(' ').contains("Partial:"));
  for (const PictureFormat& format : pictureFormats()) {
    const QString path = folder.filePath("p" + textOf(format.ending));
    ASSERT_TRUE(dialog->chooseFormatOf(path).ok());
    ASSERT_FALSE(saveTo(path)) << format.ending;
    const QImage pixels(path);
    const QByteArray said = format.ending == ".png" ? pixels.text("Description").toUtf8() : contentOf(path);
    EXPECT_TRUE(said.contains("Partial: the run was not simulated to its end.")) << format.ending;
  }
}

TEST_F(ExportDialogTest, CopiesPixelsAndSvg) {
  dialog->copy();
  const QMimeData* data = QApplication::clipboard()->mimeData();
  ASSERT_NE(data, nullptr);
  EXPECT_TRUE(data->hasImage());
  EXPECT_TRUE(data->data("image/svg+xml").contains("<svg"));
}

TEST_F(ExportDialogTest, ShowsTheVariantsInTheOrderInWhichItSavesThem) {
  Figure opened;
  opened.variants = {"Parallel", "Sequential"};
  dialog = std::make_unique<ExportDialog>(session, index, shownPart(), ThemeKind::Light, nullptr, std::nullopt, opened);
  auto* figures = field<QComboBox>("Figure");
  figures->setCurrentText("as opened");
  emit figures->activated(figures->currentIndex());
  ASSERT_EQ(dialog->figure().variants, opened.variants);
  ASSERT_TRUE(dialog->chooseFormatOf("p.svg").ok());
  ASSERT_FALSE(saveTo(folder.filePath("p.svg")));
  QFile file(folder.filePath("p.svg"));
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  dialog->copy();
  for (const QByteArray& svg : {file.readAll(), QApplication::clipboard()->mimeData()->data("image/svg+xml")}) {
    ASSERT_GT(svg.indexOf(">Sequential<"), 0);
    EXPECT_LT(svg.indexOf(">Parallel<"), svg.indexOf(">Sequential<"));
  }
}

TEST_F(ExportDialogTest, ClosesWhenAnotherScenarioIsOpened) {
  session.open(test::sequentialAndParallelPings(3));
  EXPECT_FALSE(dialog->isVisible());
}

}  // namespace
}  // namespace roundscope::ui
