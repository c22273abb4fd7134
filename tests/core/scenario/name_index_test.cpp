// Names of the file: found as "canister.method", and what is said of those that are not there.
#include "core/scenario/name_index.h"

#include <gtest/gtest.h>

#include <string>

namespace roundscope::detail {
namespace {

Canister canister(std::string id, const std::vector<std::string>& methods) {
  Canister made;
  made.id = std::move(id);
  for (const std::string& name : methods) made.methods.emplace_back().name = name;
  return made;
}

/// A canister's id begins with another's, and two have methods of one name.
const NameIndex& index() {
  static const NameIndex names({canister("bank", {"pay", "ask"}), canister("bank-2", {"pay"}), canister("idle", {})});
  return names;
}

template <class Read>
std::string failureOf(Read&& read) {
  try {
    read();
  } catch (const ParseFailure& failure) {
    return failure.pointer + ": " + failure.what + ", expected " + failure.expected;
  }
  return {};
}
std::string methodFailure(const Json& name) {
  return failureOf([&] { static_cast<void>(index().readMethod({&name, "/to"})); });
}

TEST(NameIndex, FindsMethodsByTheirCanistersAndNames) {
  const auto found = [](const char* name) {
    const Json json(name);
    return index().readMethod({&json, "/to"});
  };
  EXPECT_EQ(found("bank.pay"), (MethodRef{CanisterId{0}, MethodId{0}}));
  EXPECT_EQ(found("bank.ask"), (MethodRef{CanisterId{0}, MethodId{1}}));
  EXPECT_EQ(found("bank-2.pay"), (MethodRef{CanisterId{1}, MethodId{0}}));
}

TEST(NameIndex, NamesTheNearestWhereThereIsNone) {
  EXPECT_EQ(methodFailure(Json(5)), "/to: found 5, expected a method as \"canister.method\"");
  EXPECT_EQ(methodFailure(Json("pay")), "/to: found \"pay\", which names no method, expected \"canister.method\"");
  EXPECT_EQ(methodFailure(Json("bnak.pay")), "/to: unknown canister \"bnak\", expected \"bank\"");
  EXPECT_EQ(methodFailure(Json("zzzz.pay")),
            "/to: unknown canister \"zzzz\", expected one of \"bank\", \"bank-2\", \"idle\"");
  EXPECT_EQ(methodFailure(Json("bank.payy")), "/to: canister \"bank\" has no method \"payy\", expected \"pay\"");
  EXPECT_EQ(methodFailure(Json("bank-2.ask")),
            "/to: canister \"bank-2\" has no method \"ask\", expected one of \"pay\"")
      << "only its own methods are offered";
  EXPECT_EQ(methodFailure(Json("idle.pay")),
            "/to: canister \"idle\" has no method \"pay\", expected one of none: there are none");
  EXPECT_EQ(methodFailure(Json("bank.")),
            "/to: canister \"bank\" has no method \"\", expected one of \"pay\", \"ask\"");
}

TEST(Names, MayStandBeforeOrAfterADot) {
  const auto failure = [](const std::string& name) {
    const Json json(name);
    return failureOf([&] { EXPECT_EQ(readName({&json, "/id"}, "an id"), name); });
  };
  EXPECT_EQ(failure("größe 1"), "");
  EXPECT_EQ(failure(std::string(100, 'x')), "");
  const std::string rule = ", expected an id of 1 to 100 bytes without a dot or control characters";
  for (const std::string& wrong :
       {std::string(), std::string("a.b"), std::string("a\tb"), std::string("a\x7f"), std::string(101, 'x')})
    EXPECT_EQ(failure(wrong), "/id: found " + shown(Json(wrong)) + rule);
}

TEST(Names, ThatAreKeysAreCheckedAlike) {
  const Json value = Json::object();
  const Node node{&value, "/methods/a.b"};
  EXPECT_EQ(failureOf([&] { checkName(node, "ab", "a name"); }), "");
  EXPECT_EQ(failureOf([&] { checkName(node, "a.b", "a name"); }),
            "/methods/a.b: found \"a.b\", expected a name of 1 to 100 bytes without a dot or control characters");
}

}  // namespace
}  // namespace roundscope::detail
