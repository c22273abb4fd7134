// Forms: what they show is what the document says, whatever is done to them, and all of it can be undone.
#include "ui/editor/form_view.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>
#include <random>

#include "tests/support/scenarios.h"
#include "ui/editor/editing.h"
#include "ui/editor/field_editor.h"
#include "ui/editor/form_edits.h"
#include "ui/models/scenario_rows.h"
#include "ui/session/session.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

const char* const kTown = R"({
  "roundscope": 1, // a town
  "subnets": [{"id": "app-1"}, {"id": "app-2"}],
  "canisters": [
    {"id": "bank", "subnet": "app-1", "variables": {"paid": 0}, "methods": {"pay": {"steps": [
      {"call": {"to": "ledger.book", "count": 3}},
      {"add": {"paid": 1}},
      {"reply": {}}
    ]}}},
    {"id": "ledger", "subnet": "app-2", "methods": {"book": {}}}
  ],
  "ingress": [{"to": "bank.pay"}]
})";

class FormTest : public testing::Test {
 protected:
  FormTest() : editing(Editing::of(session)), form(&editing, nullptr) {
    form.resize(300, 500);
    form.show();
    QObject::connect(&editing, &Editing::textChanged, &form, [this] { form.showPart(form.pointer()); });
    QObject::connect(&editing, &Editing::checked, &form, [this] { form.showErrors(placedErrors(editing)); });
  }

  void open(const std::string& text, const std::string& part) {
    editing.open(text, {}, QStringLiteral("test"));
    form.showPart(part);
  }

  FieldEditor* line(const std::string& pointer, FieldControl control = FieldControl::Heading) {
    for (FieldEditor* each : form.lines())
      if (each->field().pointer == pointer && (control == FieldControl::Heading || each->field().control == control))
        return each;
    ADD_FAILURE() << "no line for " << pointer;
    return nullptr;
  }

  static void write(FieldEditor* line, const QString& text) {
    auto* typed = line->findChild<QLineEdit*>();
    typed->selectAll();
    QTest::keyClicks(typed, text);
    if (text.isEmpty()) QTest::keyClick(typed, Qt::Key_Backspace);
    QTest::keyClick(typed, Qt::Key_Return);
  }

  static QString errorAt(const FieldEditor* line) {
    for (const QLabel* label : line->findChildren<QLabel*>())
      if (label->property("role") == QStringLiteral("error") && !label->isHidden()) return label->text();
    return {};
  }

  Session session;
  Editing& editing;
  FormView form;
};

TEST_F(FormTest, IsMadeFromTheSchema) {
  open(kTown, "/canisters/0/methods/pay/steps/0");
  const FormField& count = line("/canisters/0/methods/pay/steps/0/call/count")->field();
  EXPECT_EQ(count.label, "Count");
  EXPECT_EQ(count.written, "3");
  EXPECT_EQ(count.standard, "1");
  EXPECT_TRUE(count.removable);
  EXPECT_TRUE(count.range.contains("20,000,000"));
  FieldEditor* bytes = line("/canisters/0/methods/pay/steps/0/call/payload_bytes");
  EXPECT_FALSE(bytes->field().present);
  EXPECT_EQ(bytes->findChild<QLineEdit*>()->placeholderText(), "0") << "the default, pale";
  EXPECT_EQ(line("/canisters/0/methods/pay/steps/0/call/on_failure")->field().control, FieldControl::Choice);
  EXPECT_EQ(line("/canisters/0/methods/pay/steps/0", FieldControl::Kind)->field().options.size(), 14U);
}

TEST_F(FormTest, RenamesWithAllThatSpeaksOfIt) {
  open(kTown, "/canisters/1");
  write(line("/canisters/1/id"), QStringLiteral("book-keeper"));
  EXPECT_EQ(editing.document().stringAt("/canisters/0/methods/pay/steps/0/call/to"), "book-keeper.book");
  EXPECT_FALSE(editing.error());
  form.showPart("/canisters/0");
  write(line("/canisters/0/variables/paid", FieldControl::EntryName), QStringLiteral("sent"));
  EXPECT_TRUE(editing.document().contains("/canisters/0/methods/pay/steps/1/add/sent"));
  write(line("/canisters/0/id"), QStringLiteral("book-keeper"));
  EXPECT_TRUE(errorAt(line("/canisters/0/id")).contains("expected")) << "the name is taken";
  EXPECT_EQ(editing.document().stringAt("/canisters/0/id"), "bank");
}

TEST_F(FormTest, SaysAtTheFieldWhatIsWrongAndLosesNothing) {
  open(kTown, "/canisters/0/methods/pay/steps/0");
  const std::string count = "/canisters/0/methods/pay/steps/0/call/count";
  write(line(count), QStringLiteral("many"));
  EXPECT_TRUE(errorAt(line(count)).contains("a whole number from 1 to 20,000,000"));
  EXPECT_EQ(line(count)->shown(), "many") << "what was typed stays";
  EXPECT_EQ(editing.document().text(), kTown);
  write(line(count), QStringLiteral("0"));
  EXPECT_TRUE(editing.error());
  EXPECT_FALSE(errorAt(line(count)).isEmpty());
  QTest::keyClick(line(count)->control(), Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(editing.document().text(), kTown);
  EXPECT_EQ(errorAt(line(count)), "");
  EXPECT_EQ(line(count)->shown(), "3");
}

TEST_F(FormTest, ChangesTheKindOfAStepAndWritesAValueInAnotherWay) {
  open(kTown, "/canisters/1/methods/book");
  open(
      R"({"roundscope": 1, "subnets": [{"id": "a"}], "canisters": [{"id": "b", "subnet": "a", "methods": {"m": {"steps": [{"work": 7}]}}}]})",
      "/canisters/0/methods/m/steps/0");
  const std::string step = "/canisters/0/methods/m/steps/0";
  FieldEditor* work = line(step + "/work");
  ASSERT_EQ(work->field().instead.size(), 1U);
  emit work->chosen(FieldOption(work->field().instead.front()));
  EXPECT_EQ(editing.document().textAt(step + "/work/instructions"), "7") << "what it said goes along";
  FieldEditor* kind = line(step, FieldControl::Kind);
  auto* box = kind->findChild<QComboBox*>();
  box->setCurrentIndex(box->findText(QStringLiteral("Delay (ms)")));
  emit box->activated(box->currentIndex());
  EXPECT_TRUE(editing.document().contains(step + "/delay_ms"));
  EXPECT_FALSE(editing.document().contains(step + "/work"));
  EXPECT_FALSE(editing.error());
}

TEST_F(FormTest, KeysOfTheRunAreTypedInAFieldAndEscapeLeavesIt) {
  open(kTown, "");
  auto* title = line("/title")->findChild<QLineEdit*>();
  for (const int key : {Qt::Key_Space, Qt::Key_Left, Qt::Key_N, Qt::Key_Home, Qt::Key_Plus}) {
    QKeyEvent asks(QEvent::ShortcutOverride, key, Qt::NoModifier, key < 128 ? QString(QChar(key)) : QString());
    asks.ignore();
    QApplication::sendEvent(title, &asks);
    EXPECT_TRUE(asks.isAccepted()) << key;
  }
  int left = 0;
  QObject::connect(&form, &FormView::left, &form, [&] { ++left; });
  QTest::keyClicks(title, QStringLiteral("a b"));
  QTest::keyClick(title, Qt::Key_Escape);
  EXPECT_EQ(title->text(), "") << "first what was typed is taken back";
  EXPECT_EQ(left, 0);
  QTest::keyClick(title, Qt::Key_Escape);
  EXPECT_EQ(left, 1);
}

TEST_F(FormTest, EveryControlHasANameForAScreenReader) {
  for (const char* const part : {"", "/subnets/0", "/canisters/0", "/canisters/0/methods/pay/steps/0", "/ingress/0"}) {
    open(kTown, part);
    EXPECT_GT(form.lines().size(), 1U);
    for (const FieldEditor* each : form.lines()) {
      if (each->control() == nullptr) continue;
      EXPECT_NE(each->control()->accessibleName(), "") << each->field().pointer;
    }
  }
}

// The property: text, document and form say the same, whatever is done.

void gather(const ScenarioRow& row, std::vector<std::string>& pointers) {
  pointers.push_back(row.pointer);
  for (const auto& child : row.children) gather(*child, pointers);
}

/// What a line must show: read from the document alone.
QString saidBy(const Document& document, const FormField& field) {
  if (field.control == FieldControl::EntryName) return textOf(parentOf(field.pointer).token);
  if (const auto text = document.stringAt(field.pointer)) return textOf(*text);
  const auto written = document.textAt(field.pointer);
  if (!written) return field.standard;
  if (*written == "true") return QStringLiteral("yes");
  if (*written == "false") return QStringLiteral("no");
  return textOf(*written);
}

class Player {
 public:
  Player(Editing& editing, FormView& form, unsigned seed) : m_editing(editing), m_form(form), m_random(seed) {}

  /// One random edit of a random part.
  void edit() {
    std::vector<std::string> parts;
    gather(*scenarioRows(m_editing.document()), parts);
    m_form.showPart(parts[below(parts.size())]);
    if (m_form.lines().empty()) return;
    FieldEditor* line = m_form.lines()[below(m_form.lines().size())];
    const FormField field = line->field();
    if (field.removable && below(5) == 0) return emit line->removeWanted();
    if (!field.instead.empty() && below(4) == 0) return emit line->chosen(field.instead[below(field.instead.size())]);
    switch (field.control) {
      case FieldControl::Text:
      case FieldControl::Number:
      case FieldControl::Value:
      case FieldControl::Name:
      case FieldControl::EntryName:
        return emit line->typed(typed(field));
      case FieldControl::Choice:
      case FieldControl::Kind:
      case FieldControl::Add:
        return emit line->chosen(field.options[below(field.options.size())]);
      case FieldControl::Heading:
      case FieldControl::Open:
        return;
    }
  }

 private:
  std::size_t below(std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(m_random); }
  QString typed(const FormField& field) {
    static const QStringList kTexts{"7", "a name", "with \"quotes\" \\ and ü", "1200", "-3", "0"};
    if (!field.options.empty() && below(2) == 0) return field.options[below(field.options.size())].label;
    return kTexts[static_cast<qsizetype>(below(static_cast<std::size_t>(kTexts.size())))];
  }

  Editing& m_editing;
  FormView& m_form;
  std::mt19937 m_random;
};

TEST_F(FormTest, ShowsWhatTheDocumentSaysThroughRandomEditsAndUndoGivesTheFirstTextBack) {
  std::size_t shown = 0;
  std::size_t edits = 0;
  unsigned seed = 1;
  for (const std::string& lesson : test::lessonIds()) {
    const std::string first = test::lessonText(lesson);
    open(first, "");
    Player player(editing, form, seed++);
    for (int i = 0; i < 70; ++i) {
      const std::string before = editing.document().text();
      player.edit();
      if (editing.document().text() != before) ++edits;
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
      ASSERT_TRUE(editing.document().isJson()) << lesson;
      form.showPart(form.pointer());
      for (const FieldEditor* each : form.lines()) {
        const FormField& field = each->field();
        if (field.control == FieldControl::Heading || field.control == FieldControl::Kind ||
            field.control == FieldControl::Add || field.control == FieldControl::Open)
          continue;
        const auto written = editing.document().textAt(field.pointer);
        if (written && (written->front() == '{' || written->front() == '[') && field.control != FieldControl::EntryName)
          continue;  // its fields follow
        ASSERT_EQ(each->shown().toStdString(), saidBy(editing.document(), field).toStdString())
            << lesson << ' ' << field.pointer << " in\n"
            << editing.document().text();
        ++shown;
      }
    }
    while (editing.canUndo()) editing.undo();
    ASSERT_EQ(editing.document().text(), first) << lesson;
  }
  EXPECT_GT(shown, 3'000U);
  EXPECT_GT(edits, 500U);
}

}  // namespace
}  // namespace roundscope::ui
