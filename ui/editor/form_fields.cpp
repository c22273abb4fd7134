// The guide's facts, line by line.
#include "ui/editor/form_fields.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <utility>

#include "core/scenario/text_place.h"
#include "ui/text.h"

namespace roundscope::ui {

QString formTr(const char* text) { return QCoreApplication::translate("Form", text); }

namespace {

/// More fields than these are not shown before they are written: limits have forty.
constexpr std::size_t kMostUnwritten = 20;

bool isScalar(FieldType type) {
  return type == FieldType::WholeNumber || type == FieldType::Number || type == FieldType::Text ||
         type == FieldType::YesNo;
}
bool isNumber(FieldType type) { return type == FieldType::WholeNumber || type == FieldType::Number; }

/// What sort of value a text of JSON is.
char shapeOf(std::string_view json) {
  const char first = json.empty() ? '\0' : json.front();
  if (first == '{' || first == '[' || first == '"' || first == 't' || first == 'f') return first == 'f' ? 't' : first;
  return '0';
}

/// A value in plain words: a text without quotes, yes and no.
QString wordsOf(const std::string& json) {
  if (json == "true") return formTr("yes");
  if (json == "false") return formTr("no");
  const Document value(json);
  return textOf(value.stringAt("").value_or(json));
}

QString rangeOf(const FieldGuide& guide) {
  const QLocale english(QLocale::English);
  if (!isNumber(guide.type)) return {};
  const QString number = guide.type == FieldType::WholeNumber ? formTr("a whole number") : formTr("a number");
  if (guide.minimum && guide.maximum)
    return formTr("%1 from %2 to %3")
        .arg(number, english.toString(qlonglong{*guide.minimum}), english.toString(qlonglong{*guide.maximum}));
  if (guide.minimum) return formTr("%1, at least %2").arg(number, english.toString(qlonglong{*guide.minimum}));
  return number;
}

FieldOption optionOf(const ValueGuide& value) {
  const bool isScalarText = shapeOf(value.text) != '{' && shapeOf(value.text) != '[';
  const QString words = isScalarText ? wordsOf(value.text) : plainName(value.name.empty() ? value.text : value.name);
  return {words, textOf(value.description), {}, value.text};
}

class Form {
 public:
  Form(const Document& document, const SchemaGuide& guide) : m_document(document), m_guide(guide) {}

  std::vector<FormField> of(const std::string& pointer) {
    const auto guide = m_guide.guideOf(pointer);
    if (!guide) return {};
    if (isEntry(pointer)) entryName(pointer, *guide, 0);
    // A list with rows in the tree is edited there.
    if (guide->type == FieldType::List && hasOwnRows(guide->name, guide->type)) {
      addElement(*guide, pointer, 0);
      return std::move(m_fields);
    }
    if (guide->type == FieldType::Object || guide->type == FieldType::NamedEntries || guide->type == FieldType::List)
      inner(*guide, pointer, 0);
    else
      field(*guide, pointer, 0);
    return std::move(m_fields);
  }

 private:
  /// What may stand there; in a merge patch what may stand at the same place of the scenario.
  [[nodiscard]] std::vector<ValueGuide> valuesAt(const std::string& pointer) const {
    std::vector<ValueGuide> values = m_guide.valuesFor(pointer);
    constexpr std::string_view kPatch = "/patch/";
    const std::size_t patch = pointer.find(kPatch);
    if (!values.empty() || !pointer.starts_with("/variants/") || patch == std::string::npos) return values;
    return m_guide.valuesFor(pointer.substr(patch + kPatch.size() - 1));
  }

  /// Whether the value's name is its author's.
  [[nodiscard]] bool isEntry(const std::string& pointer) const {
    if (pointer.empty()) return false;
    const auto around = m_guide.guideOf(parentOf(pointer).parent);
    return around && around->type == FieldType::NamedEntries;
  }

  FormField& add(FieldControl control, const FieldGuide& guide, const std::string& pointer, int depth) {
    FormField field{control, pointer, plainName(guide.name)};
    field.description = textOf(guide.description);
    field.depth = depth;
    field.present = m_document.contains(pointer);
    field.type = guide.type;
    field.removable = field.present && !guide.required && guide.group == 0;
    const std::string written = m_document.textAt(pointer).value_or("{");
    if (shapeOf(written) != '{' && shapeOf(written) != '[') field.written = wordsOf(written);
    if (!guide.defaultValue.empty() && shapeOf(guide.defaultValue) != '{' && shapeOf(guide.defaultValue) != '[')
      field.standard = wordsOf(guide.defaultValue);
    field.range = rangeOf(guide);
    m_fields.push_back(std::move(field));
    return m_fields.back();
  }

  void entryName(const std::string& pointer, const FieldGuide& guide, int depth) {
    FormField& name = add(FieldControl::EntryName, guide, pointer, depth);
    name.label = formTr("Name");
    name.written = textOf(parentOf(pointer).token);
    name.type = FieldType::Text;
    name.removable = false;
    name.range.clear();
    const auto around = m_guide.guideOf(parentOf(pointer).parent);
    for (const std::string& choice : around ? around->choices : std::vector<std::string>())
      name.options.push_back({textOf(choice), {}, {}, {}});
  }

  void inner(const FieldGuide& guide, const std::string& pointer, int depth, bool isChosen = false) {
    if (guide.type == FieldType::List)
      elements(guide, pointer, depth);
    else if (guide.type == FieldType::NamedEntries)
      entries(guide, pointer, depth);
    else
      members(guide, pointer, depth, isChosen);
  }

  /// `isChosen`: the line above says already which of the members that exclude each other it is.
  void members(const FieldGuide& guide, const std::string& pointer, int depth, bool isChosen) {
    const std::vector<FieldGuide> all = m_guide.membersOf(pointer);
    FormField addable{FieldControl::Add, pointer, formTr("Add…")};
    addable.depth = depth;
    addable.description =
        formTr("What %1 may also say.").arg(guide.object.empty() ? formTr("this") : textOf(guide.object));
    std::vector<std::size_t> groups;
    // A patch says only what differs.
    const bool isPatch = pointer.starts_with("/variants/") && pointer.find("/patch") != std::string::npos;
    const bool isSparse = isPatch || all.size() > kMostUnwritten;
    for (const FieldGuide& member : all) {
      const std::string inside = pointerTo(pointer, member.name);
      if (member.name == "$schema" || inside == "/roundscope") continue;
      if (member.group != 0) {
        if (std::find(groups.begin(), groups.end(), member.group) == groups.end()) {
          groups.push_back(member.group);
          if (!isChosen) kind(all, member.group, pointer, depth);
        }
        if (!m_document.contains(inside)) continue;
      }
      const bool isPlain = isScalar(member.type) || (member.type == FieldType::OneOf && !member.defaultValue.empty());
      const bool isShown = m_document.contains(inside) || member.required ||
                           (!isSparse && isPlain && (!member.defaultValue.empty() || member.type == FieldType::Text));
      if (isShown)
        field(member, inside, depth);
      else if (const auto values = valuesAt(inside); !values.empty())
        addable.options.push_back(
            {plainName(member.name), textOf(member.description), member.name, valueToAdd(member, values)});
    }
    if (!addable.options.empty()) m_fields.push_back(std::move(addable));
  }

  /// What holds without it, or else the least that is right.
  static std::string valueToAdd(const FieldGuide& member, const std::vector<ValueGuide>& values) {
    return member.defaultValue.empty() || !isScalar(member.type) ? values.front().text : member.defaultValue;
  }

  void kind(const std::vector<FieldGuide>& all, std::size_t group, const std::string& pointer, int depth) {
    FormField field{FieldControl::Kind, pointer, formTr("Kind")};
    field.depth = depth;
    field.present = true;
    for (const FieldGuide& member : all) {
      if (member.group != group) continue;
      const std::string inside = pointerTo(pointer, member.name);
      if (m_document.contains(inside)) {
        field.current = field.options.size();
        field.written = plainName(member.name);
        field.description = textOf(member.description);
      }
      const auto values = valuesAt(inside);
      field.options.push_back({plainName(member.name), textOf(member.description), member.name,
                               values.empty() ? "{}" : values.front().text});
      if (member.name == "less_than") field.label = formTr("Comparison");
      if (member.name == "replied") field.label = formTr("Of what");
    }
    m_fields.push_back(std::move(field));
  }

  void entries(const FieldGuide& guide, const std::string& pointer, int depth) {
    std::string fresh = guide.name == "variables" ? "variable" : "name";
    for (const std::string& name : m_document.namesIn(pointer)) {
      const std::string inside = pointerTo(pointer, name);
      const auto entry = m_guide.guideOf(inside);
      if (!entry) continue;
      entryName(inside, *entry, depth);
      FieldGuide value = *entry;
      value.name = "value";
      field(value, inside, depth);
      if (guide.object == "assignment") m_fields.back().removable = false;
    }
    if (guide.object == "assignment") return;
    const std::string stem = fresh;
    for (int i = 2; m_document.contains(pointerTo(pointer, fresh)); ++i) fresh = stem + "-" + std::to_string(i);
    FormField add{FieldControl::Add, pointer, formTr("Add…")};
    add.depth = depth;
    const auto values = valuesAt(pointerTo(pointer, fresh));
    add.options.push_back({textOf(stem), textOf(guide.description), fresh, values.empty() ? "0" : values.front().text});
    m_fields.push_back(std::move(add));
  }

  void elements(const FieldGuide& guide, const std::string& pointer, int depth) {
    for (const std::string& number : m_document.namesIn(pointer)) {
      const std::string inside = pointerTo(pointer, number);
      auto element = m_guide.guideOf(inside);
      if (!element) continue;
      field(*element, inside, depth);
    }
    addElement(guide, pointer, depth);
  }

  void addElement(const FieldGuide& guide, const std::string& pointer, int depth) {
    FormField add{FieldControl::Add, pointer, formTr("Add…")};
    add.depth = depth;
    for (const ValueGuide& value : m_guide.elementsOf(pointer)) add.options.push_back(optionOf(value));
    if (add.options.size() == 1) add.options.front().label = plainName(guide.name);
    if (!add.options.empty()) m_fields.push_back(std::move(add));
  }

  /// One member, entry or element, and what is inside of it.
  void field(const FieldGuide& guide, const std::string& pointer, int depth) {
    const auto number = listIndex(guide.name);
    if (hasOwnRows(guide.name, guide.type)) {
      FormField& open = add(FieldControl::Open, guide, pointer, depth);
      open.written = guide.type == FieldType::Object ? formTr("in the tree")
                                                     : formTr("%1 in the tree").arg(m_document.namesIn(pointer).size());
      return;
    }
    const std::vector<ValueGuide> values = valuesAt(pointer);
    const std::string written = m_document.textAt(pointer).value_or(std::string());
    FormField& made = add(FieldControl::Text, guide, pointer, depth);
    if (number) made.label = QString::number(*number + 1);
    decide(made, guide, values, written);
    const bool isOpen = made.present && (guide.type == FieldType::Object || guide.type == FieldType::NamedEntries ||
                                         guide.type == FieldType::List);
    const bool isChosen = made.control == FieldControl::Choice;
    if (isOpen) inner(guide, pointer, depth + 1, isChosen);
  }

  /// Which control writes the field, and with what.
  static void decide(FormField& field, const FieldGuide& guide, const std::vector<ValueGuide>& values,
                     const std::string& written) {
    const auto has = [&](char shape) {
      return std::any_of(values.begin(), values.end(), [&](const auto& value) { return shapeOf(value.text) == shape; });
    };
    const bool isStructured = shapeOf(written) == '{' || shapeOf(written) == '[';
    if (guide.type == FieldType::Anything) {
      if (isStructured) field.control = FieldControl::Heading;
      if (shapeOf(written) == '0') field.control = FieldControl::Number;
      return;
    }
    const bool isWords = guide.onlyChoices || guide.type == FieldType::YesNo ||
                         (has('{') && !namesSomething(guide) && wordsBeside(values));
    if (isWords) {
      field.control = FieldControl::Choice;
      for (const ValueGuide& value : values) field.options.push_back(optionOf(value));
      field.current = currentOf(field.options, written.empty() ? guide.defaultValue : written);
      if (field.current && field.written.isEmpty() && field.present)
        field.written = field.options[*field.current].label;
      return;
    }
    if (isStructured) {
      field.control = FieldControl::Heading;
    } else if (has('0') && has('"')) {
      field.control = FieldControl::Value;
    } else if (has('0') && !has('"')) {
      field.control = FieldControl::Number;
    } else if (!guide.choices.empty() || has('[')) {
      field.control = FieldControl::Name;
    }
    if (field.control == FieldControl::Value || field.control == FieldControl::Name)
      for (const ValueGuide& value : values)
        if (shapeOf(value.text) == '"') field.options.push_back(optionOf(value));
    const bool takesScalars = field.control != FieldControl::Heading;
    for (const ValueGuide& value : values) {
      const char shape = shapeOf(value.text);
      const bool isOther = takesScalars ? shape == '{' || shape == '[' : shape != shapeOf(written);
      const bool isNew = std::none_of(field.instead.begin(), field.instead.end(),
                                      [&](const FieldOption& known) { return shapeOf(known.json) == shape; });
      if (isOther && isNew) field.instead.push_back({insteadWords(shape), textOf(value.description), {}, value.text});
    }
  }

  /// Names that the document declares, not the format's own words.
  static bool namesSomething(const FieldGuide& guide) {
    return guide.name == "to" || guide.name == "await" || guide.name == "lock";
  }
  /// The other ways to write an object are words of the format, as of an order.
  static bool wordsBeside(const std::vector<ValueGuide>& values) {
    std::size_t words = 0;
    for (const ValueGuide& value : values) {
      if (shapeOf(value.text) == '[') return false;
      if (shapeOf(value.text) == '"' && value.text != "\"\"" && value.text.find('.') == std::string::npos) ++words;
      if (shapeOf(value.text) == '0') return false;
    }
    return words > 1;
  }

  static QString insteadWords(char shape) {
    if (shape == '{') return formTr("Say more");
    return shape == '[' ? formTr("Several") : formTr("One value only");
  }

  static std::optional<std::size_t> currentOf(const std::vector<FieldOption>& options, const std::string& written) {
    const Document value(written);
    const std::vector<std::string> names = value.namesIn("");
    for (std::size_t i = 0; i < options.size(); ++i) {
      const Document option(options[i].json);
      if (option.text() == written) return i;
      if (!names.empty() && option.namesIn("") == names && shapeOf(written) == '{') return i;
    }
    return std::nullopt;
  }

  const Document& m_document;
  const SchemaGuide& m_guide;
  std::vector<FormField> m_fields;
};

}  // namespace

std::vector<FormField> formFields(const Document& document, const SchemaGuide& guide, const std::string& pointer) {
  return Form(document, guide).of(pointer);
}

bool hasOwnRows(std::string_view name, FieldType type) {
  static constexpr auto kLists =
      std::to_array<std::string_view>({"steps", "finally", "faults", "on_reply", "on_reject", "then", "else", "subnets",
                                       "canisters", "ingress", "operations", "variants", "expect", "knobs", "patch"});
  static constexpr auto kObjects = std::to_array<std::string_view>({"methods", "timers", "timer", "heartbeat"});
  const auto isIn = [&](const auto& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
  if (type == FieldType::List) return isIn(kLists);
  return (type == FieldType::Object || type == FieldType::NamedEntries) && isIn(kObjects);
}

QString plainName(std::string_view name) {
  static constexpr auto kWords = std::to_array<std::pair<std::string_view, const char*>>(
      {{"id", QT_TRANSLATE_NOOP("Form", "Name")},
       {"of", QT_TRANSLATE_NOOP("Form", "Variant of")},
       {"ingress", QT_TRANSLATE_NOOP("Form", "Users' messages")},
       {"work", QT_TRANSLATE_NOOP("Form", "Work (instructions)")},
       {"op", QT_TRANSLATE_NOOP("Form", "What it does")},
       {"times", QT_TRANSLATE_NOOP("Form", "Times (factor)")}});
  for (const auto& [known, words] : kWords)
    if (known == name) return formTr(words);
  std::string_view unit;
  for (const auto& [ending, words] : {std::pair<std::string_view, std::string_view>{"_ms", " (ms)"}, {"_s", " (s)"}})
    if (name.size() > ending.size() && name.ends_with(ending)) {
      name.remove_suffix(ending.size());
      unit = words;
      break;
    }
  QString words = textOf(name).replace(u'_', u' ') + textOf(unit);
  if (!words.isEmpty()) words[0] = words[0].toUpper();
  return words;
}

}  // namespace roundscope::ui
