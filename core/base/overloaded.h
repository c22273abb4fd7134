// One visitor of a variant made of a function for each alternative.
#pragma once

namespace roundscope {

/// For `std::visit`: a visitor that misses an event type does not compile.
template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace roundscope
