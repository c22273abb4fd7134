// Typed text and chosen options as edits by pointer.
#include "ui/editor/form_edits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <utility>

#include "ui/text.h"

namespace roundscope::ui {
namespace {

bool isNumber(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What Document::rename() is given for the field with a name: what has it. Empty where the field is no such.
std::string renamedBy(const std::string& pointer) {
  const auto [holder, field] = parentOf(pointer);
  const auto [list, number] = parentOf(holder);
  if (field == "id" && (list == "/subnets" || list == "/canisters")) return holder;
  if (field == "name" && list == "/variants") return holder;
  const bool isLabel = field == "label" && parentOf(holder).token == "call" && pointer.starts_with("/canisters/");
  return isLabel ? pointer : std::string();
}

/// Entries of canisters that are spoken of elsewhere.
bool isDeclared(const std::string& pointer) {
  const std::string holder = parentOf(pointer).parent;
  const auto [canister, kind] = parentOf(holder);
  return (kind == "methods" || kind == "timers" || kind == "variables") && parentOf(canister).parent == "/canisters";
}

/// A member gets another name, and its place among the others.
Result<std::string> withKey(const Document& document, const std::string& pointer, const std::string& name) {
  const auto [holder, old] = parentOf(pointer);
  if (name == old) return document.text();
  const std::string to = pointerTo(holder, name);
  if (document.contains(to))
    return Error{ErrorKind::Scenario, pointer, formTr("“%1” is there already").arg(textOf(name)).toStdString(),
                 formTr("a name of its own").toStdString()};
  std::vector<std::string> order = document.namesIn(holder);
  order.insert(std::find(order.begin(), order.end(), old), name);
  const std::string value = *document.textAt(pointer);
  const auto added = document.set(to, value, order);
  return added.ok() ? Document(added.value()).remove(pointer) : added;
}

std::optional<std::string> asNumber(const QString& typed, FieldType type) {
  if (const auto whole = typedNumber(typed)) return std::to_string(*whole);
  if (type == FieldType::WholeNumber) return std::nullopt;
  bool ok = false;
  const double number = typed.trimmed().remove(u',').toDouble(&ok);
  if (!ok || !(number > -1e18 && number < 1e18)) return std::nullopt;
  return QString::number(number, 'g', 15).toStdString();
}

bool isText(const std::string& json) { return json.front() == '"'; }

/// An object that must say nothing, with its first member that can say what the value said.
std::string emptyFilled(const Document& document, const std::string& pointer, const std::string& value) {
  const auto emptied = document.set(pointer, "{}");
  if (!emptied.ok() || value.empty() || value.front() == '{' || value.front() == '[') return "{}";
  for (const FieldGuide& member : SchemaGuide(emptied.value()).membersOf(pointer)) {
    const bool takes = member.type == (isText(value) ? FieldType::Text : FieldType::WholeNumber);
    if (takes) return '{' + quoted(member.name) + ": " + value + '}';
  }
  return "{}";
}

/// The value in another shape, with what it says where there is a place for it: 5 → {"instructions": 5}.
std::string carried(const Document& document, const std::string& pointer, const std::string& json) {
  const std::string old = document.textAt(pointer).value_or(std::string());
  Document next(json);
  if (json == "{}") next = Document(emptyFilled(document, pointer, old));
  const Document before(old);
  const auto firstIn = [](const Document& value) {
    const std::vector<std::string> names = value.namesIn("");
    return names.empty() ? std::string() : pointerTo("", names.front());
  };
  const auto same = [](const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && (a.front() == '"') == (b.front() == '"') && a.front() != '{' && a.front() != '[';
  };
  if (const std::string inside = firstIn(next); !inside.empty()) {
    if (!same(next.textAt(inside).value_or(""), old)) return next.text();
    const auto filled = next.set(inside, old);
    return filled.ok() ? filled.value() : next.text();
  }
  const std::string first = firstIn(before);
  const std::string value = first.empty() ? std::string() : before.textAt(first).value_or("");
  return same(json, value) ? value : json;
}

}  // namespace

std::string quoted(const std::string& content) {
  const QByteArray list = QJsonDocument(QJsonArray{QString::fromStdString(content)}).toJson(QJsonDocument::Compact);
  return list.mid(1, list.size() - 2).toStdString();
}

std::string freshName(const Document& document, const std::string& holder, const std::string& stem) {
  const std::vector<std::string> names = document.namesIn(holder);
  const auto isTaken = [&](const std::string& name) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& each) {
      if (each == name) return true;
      const std::string inside = pointerTo(holder, each);
      return document.stringAt(inside + "/id") == name || document.stringAt(inside + "/name") == name;
    });
  };
  std::string begin = stem;
  const std::size_t dash = begin.rfind('-');
  if (dash != std::string::npos && isNumber(std::string_view(begin).substr(dash + 1))) begin.erase(dash);
  std::string name = stem;
  for (int i = 2; isTaken(name); ++i) name = begin + '-' + std::to_string(i);
  return name;
}

Result<std::string> withMember(const Document& document, const SchemaGuide& guide, const std::string& pointer,
                               const std::string& json) {
  const std::string holder = parentOf(pointer).parent;
  std::vector<std::string> order;
  for (const FieldGuide& member : guide.membersOf(holder)) order.push_back(member.name);
  return document.set(pointer, json, order);
}

Result<std::string> withElement(const Document& document, const SchemaGuide& guide, const std::string& list,
                                std::size_t number, const std::string& json) {
  if (!document.contains(list)) return withMember(document, guide, list, '[' + json + ']');
  return document.insert(pointerTo(list, std::to_string(number)), json);
}

Result<std::string> withTyped(const Document& document, const SchemaGuide& guide, const FormField& field,
                              const QString& typed) {
  const std::string content = typed.toStdString();
  if (field.control == FieldControl::EntryName)
    return isDeclared(field.pointer) ? document.rename(field.pointer, content)
                                     : withKey(document, field.pointer, content);
  const bool isNumeric = field.control == FieldControl::Number || field.control == FieldControl::Value;
  if (isNumeric) {
    const FieldType type = field.type == FieldType::Number ? field.type : FieldType::WholeNumber;
    if (const auto number = asNumber(typed, type)) return withMember(document, guide, field.pointer, *number);
    if (field.control == FieldControl::Number)
      return Error{ErrorKind::Scenario, field.pointer, formTr("“%1” is no number").arg(typed).toStdString(),
                   (field.range.isEmpty() ? formTr("a number") : field.range).toStdString()};
  }
  const std::string named = renamedBy(field.pointer);
  if (!named.empty() && document.contains(field.pointer)) return document.rename(named, content);
  return withMember(document, guide, field.pointer, quoted(content));
}

Result<std::string> withOption(const Document& document, const SchemaGuide& guide, const FormField& field,
                               const FieldOption& option) {
  switch (field.control) {
    case FieldControl::Add: {
      const auto list = guide.guideOf(field.pointer);
      if (option.name.empty() && list && list->type == FieldType::List)
        return withElement(document, guide, field.pointer, document.namesIn(field.pointer).size(), option.json);
      return withMember(document, guide, pointerTo(field.pointer, option.name), option.json);
    }
    case FieldControl::Kind: {
      std::string old;
      if (field.current) old = pointerTo(field.pointer, field.options[*field.current].name);
      const std::string to = pointerTo(field.pointer, option.name);
      if (old.empty() || !document.contains(old)) return withMember(document, guide, to, option.json);
      if (old == to) return document.text();
      // What both kinds can say stays: the value that is compared with, the canister that is stopped.
      const std::string before = *document.textAt(old);
      const auto isPlain = [](const std::string& json) { return json.front() != '{' && json.front() != '['; };
      const bool isSame = isPlain(before) && isPlain(option.json) && isText(before) == isText(option.json);
      const auto around = guide.guideOf(field.pointer);
      const bool isStep = around && around->object == "step";
      const auto left = document.remove(old);
      if (!left.ok()) return left;
      return withMember(Document(left.value()), guide, to, isSame && !isStep ? before : option.json);
    }
    case FieldControl::Choice:
    case FieldControl::Heading:
    case FieldControl::Text:
    case FieldControl::Number:
    case FieldControl::Value:
    case FieldControl::Name:
      return withMember(document, guide, field.pointer, carried(document, field.pointer, option.json));
    case FieldControl::EntryName:
    case FieldControl::Open:
      break;
  }
  return document.text();
}

std::string pointerOfAdded(const FormField& field, const FieldOption& option, const Document& before) {
  if (!option.name.empty()) return pointerTo(field.pointer, option.name);
  return pointerTo(field.pointer, std::to_string(before.namesIn(field.pointer).size()));
}

Result<Duplicate> withDuplicate(const Document& document, const std::string& pointer) {
  const auto [holder, token] = parentOf(pointer);
  const auto held = document.textAt(holder);
  if (!held || pointer.empty() || !document.contains(pointer))
    return Error{ErrorKind::Scenario, pointer, "there is nothing to duplicate", "a part of the scenario"};
  if (held->front() != '[') {
    const std::string name = freshName(document, holder, token);
    const std::string copy = pointerTo(holder, name);
    std::vector<std::string> order = document.namesIn(holder);
    order.insert(std::find(order.begin(), order.end(), token) + 1, name);
    const auto added = document.set(copy, *document.textAt(pointer), order);
    if (!added.ok()) return added.error();
    return Duplicate{added.value(), copy};
  }
  const auto doubled = document.duplicate(pointer);
  if (!doubled.ok()) return doubled.error();
  const std::string copy = pointerTo(holder, std::to_string(std::stoul(token) + 1));
  for (const char* const field : {"/id", "/name"}) {
    const auto name = document.stringAt(pointer + field);
    if (!name) continue;
    const auto named = Document(doubled.value()).set(copy + field, quoted(freshName(document, holder, *name)));
    if (!named.ok()) return named.error();
    return Duplicate{named.value(), copy};
  }
  return Duplicate{doubled.value(), copy};
}

}  // namespace roundscope::ui
