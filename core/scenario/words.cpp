// The words of scenario files.
#include "core/scenario/words.h"

#include "core/base/check.h"
#include "core/scenario/choices.h"

namespace roundscope {
namespace {

template <class Value, std::size_t N>
std::string_view wordFor(Value value, const std::array<detail::Choice<Value>, N>& choices) {
  for (const detail::Choice<Value>& choice : choices)
    if (choice.value == value) return choice.name;
  RS_CHECK(false);
}

}  // namespace

std::string_view nameOf(Profile profile) { return wordFor(profile, detail::kProfiles); }
std::string_view nameOf(Language language) { return wordFor(language, detail::kLanguages); }
std::string_view nameOf(CanisterStatus status) { return wordFor(status, detail::kCanisterStatuses); }
std::string_view nameOf(FigureView view) { return wordFor(view, detail::kFigureViews); }
std::string_view nameOf(FigureDensity density) { return wordFor(density, detail::kFigureDensities); }
std::string_view nameOf(FigureTheme theme) { return wordFor(theme, detail::kFigureThemes); }
std::string_view nameOf(FigurePart part) { return wordFor(part, detail::kFigureParts); }
std::string_view nameOf(Order order) {
  // In a scenario file it is the field that holds the window's size.
  return order == Order::Window ? "window" : wordFor(order, detail::kOrders);
}

}  // namespace roundscope
