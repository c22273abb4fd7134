// What needs escapes goes through the JSON library; nearly nothing does.
#include "core/export/json_object.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace roundscope {
namespace {

bool isPlain(char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

}  // namespace

void appendJsonText(std::string& out, std::string_view text) {
  if (std::all_of(text.begin(), text.end(), isPlain)) {
    out += '"';
    out += text;
    out += '"';
    return;
  }
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

JsonObject& JsonObject::decimal(std::string_view key, long long value, int decimals) {
  appendKey(key);
  constexpr long long kTen = 10;
  while (decimals > 0 && value % kTen == 0) {
    value /= kTen;
    --decimals;
  }
  std::string digits = std::to_string(value);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  m_out += digits;
  return *this;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view value) {
  appendKey(key);
  appendJsonText(m_out, value);
  return *this;
}

JsonObject& JsonObject::flag(std::string_view key, bool value) {
  appendKey(key);
  m_out += value ? "true" : "false";
  return *this;
}

JsonObject& JsonObject::key(std::string_view key) {
  appendKey(key);
  return *this;
}

void JsonObject::appendKey(std::string_view key) {
  if (!m_first) m_out += ',';
  m_first = false;
  m_out += '"';
  m_out += key;
  m_out += "\":";
}

void JsonObject::appendSigned(long long value) {
  const fmt::format_int digits(value);
  m_out.append(digits.data(), digits.size());
}

void JsonObject::appendUnsigned(unsigned long long value) {
  const fmt::format_int digits(value);
  m_out.append(digits.data(), digits.size());
}

}  // namespace roundscope
