// See interrupts.h.
#include "app/interrupts.h"

#include <csignal>

namespace roundscope::app {
namespace {

volatile std::sig_atomic_t heardOne = 0;

void hear(int signal) {
  if (heardOne != 0) std::signal(signal, SIG_DFL);  // whoever asks twice does not want to wait
  heardOne = 1;
}

}  // namespace

Interrupts::Interrupts() : m_before(std::signal(SIGINT, hear)) {}
Interrupts::~Interrupts() { std::signal(SIGINT, m_before); }

bool Interrupts::heard() { return heardOne != 0; }

}  // namespace roundscope::app
