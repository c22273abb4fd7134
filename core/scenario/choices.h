// Private to core/scenario: the words of a scenario file that stand for one of several things.
#pragma once

#include "core/scenario/name_table.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

inline constexpr auto kProfiles = std::to_array<Choice<Profile>>(
    {{"guide", Profile::Guide}, {"mainnet", Profile::Mainnet}, {"pocketic", Profile::PocketIc}});

inline constexpr auto kSubnetKinds =
    std::to_array<Choice<SubnetKind>>({{"application", SubnetKind::Application}, {"system", SubnetKind::System}});

inline constexpr auto kCanisterStatuses = std::to_array<Choice<CanisterStatus>>({{"running", CanisterStatus::Running},
                                                                                 {"stopping", CanisterStatus::Stopping},
                                                                                 {"stopped", CanisterStatus::Stopped},
                                                                                 {"absent", CanisterStatus::Absent},
                                                                                 {"nowhere", CanisterStatus::Nowhere}});

inline constexpr auto kLanguages =
    std::to_array<Choice<Language>>({{"motoko", Language::Motoko}, {"rust", Language::Rust}});

inline constexpr auto kMethodKinds = std::to_array<Choice<MethodKind>>({{"update", MethodKind::Update},
                                                                        {"query", MethodKind::Query},
                                                                        {"composite_query", MethodKind::CompositeQuery},
                                                                        {"missing", MethodKind::Missing}});

/// Each a field that holds the canister, and for a top-up the cycles.
inline constexpr auto kOperations =
    std::to_array<Choice<OperationKind>>({{nameOf(OperationKind::Stop), OperationKind::Stop},
                                          {nameOf(OperationKind::Start), OperationKind::Start},
                                          {nameOf(OperationKind::Uninstall), OperationKind::Uninstall},
                                          {nameOf(OperationKind::TopUp), OperationKind::TopUp}});

/// Without `Order::Window`, which is an object.
inline constexpr auto kOrders =
    std::to_array<Choice<Order>>({{"sequential", Order::Sequential}, {"parallel", Order::Parallel}});

inline constexpr auto kWaits =
    std::to_array<Choice<Wait>>({{"unbounded", Wait::Unbounded}, {"bounded", Wait::Bounded}});

/// Without those that need more than a word: they are the fields of an object.
inline constexpr auto kFailures = std::to_array<Choice<OnFailure>>(
    {{"count", OnFailure::Count}, {"stop", OnFailure::Stop}, {"throw", OnFailure::Throw}, {"trap", OnFailure::Trap}});

/// What an error that nobody catches does follows from the language: Motoko throws, and Rust's `unwrap` traps.
inline constexpr std::string_view kUncaught = "uncaught";
inline constexpr auto kFailureWords = joined(kNamesOf<kFailures>, names(kUncaught));

inline constexpr auto kRetryVias = std::to_array<Choice<RetryVia>>(
    {{"immediate", RetryVia::Immediate}, {"timer", RetryVia::Timer}, {"heartbeat", RetryVia::Heartbeat}});

/// The comparisons of `require`, each a field that holds the value to compare with.
inline constexpr auto kComparisons = std::to_array<Choice<Comparison>>({{"less_than", Comparison::Less},
                                                                        {"at_most", Comparison::LessEqual},
                                                                        {"equals", Comparison::Equal},
                                                                        {"not_equals", Comparison::NotEqual},
                                                                        {"at_least", Comparison::GreaterEqual},
                                                                        {"more_than", Comparison::Greater}});

/// What an operation of a JSON Patch does. Source: RFC 6902.
enum class ChangeKind : std::uint8_t { Add, Remove, Replace, Move, Copy, Test };
inline constexpr auto kChanges = std::to_array<Choice<ChangeKind>>({{"add", ChangeKind::Add},
                                                                    {"remove", ChangeKind::Remove},
                                                                    {"replace", ChangeKind::Replace},
                                                                    {"move", ChangeKind::Move},
                                                                    {"copy", ChangeKind::Copy},
                                                                    {"test", ChangeKind::Test}});

// Of figures; in the order of their values.
inline constexpr auto kFigureViews = std::to_array<Choice<FigureView>>(
    {{"timeline", FigureView::Timeline}, {"stage", FigureView::Stage}, {"in-flight", FigureView::InFlight}});
inline constexpr auto kFigureDensities = std::to_array<Choice<FigureDensity>>(
    {{"comfortable", FigureDensity::Comfortable}, {"compact", FigureDensity::Compact}});
inline constexpr auto kFigureThemes = std::to_array<Choice<FigureTheme>>({{"light", FigureTheme::Light},
                                                                          {"dark", FigureTheme::Dark},
                                                                          {"print", FigureTheme::Print},
                                                                          {"grey", FigureTheme::Grey}});
inline constexpr auto kFigureParts = std::to_array<Choice<FigurePart>>({{"calls", FigurePart::Calls},
                                                                        {"executions", FigurePart::Executions},
                                                                        {"in-flight", FigurePart::InFlight},
                                                                        {"variables", FigurePart::Variables},
                                                                        {"locks", FigurePart::Locks},
                                                                        {"arrows", FigurePart::Arrows},
                                                                        {"chart", FigurePart::Chart},
                                                                        {"legend", FigurePart::Legend},
                                                                        {"title", FigurePart::Title},
                                                                        {"caption", FigurePart::Caption},
                                                                        {"provenance", FigurePart::Provenance}});

/// Where the schema lists such words: a property of a definition.
struct ChoiceWords {
  std::string_view definition;
  std::string_view property;
  FieldNames names;
};
inline constexpr auto kChoiceWords = std::to_array<ChoiceWords>({
    {"scenario", "profile", kNamesOf<kProfiles>},
    {"change", "op", kNamesOf<kChanges>},
    {"subnet", "kind", kNamesOf<kSubnetKinds>},
    {"canister", "language", kNamesOf<kLanguages>},
    {"canister", "status", kNamesOf<kCanisterStatuses>},
    {"method", "kind", kNamesOf<kMethodKinds>},
    {"call", "order", kNamesOf<kOrders>},
    {"call", "wait", kNamesOf<kWaits>},
    {"call", "on_failure", kFailureWords},
    {"retry", "via", kNamesOf<kRetryVias>},
    {"figure", "view", kNamesOf<kFigureViews>},
    {"figure", "density", kNamesOf<kFigureDensities>},
    {"figure", "theme", kNamesOf<kFigureThemes>},
});

}  // namespace roundscope::detail
