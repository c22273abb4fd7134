// See heaps.h.
#include "core/base/heaps.h"

#include <malloc.h>

namespace roundscope {

void useFewHeaps() { ::mallopt(M_ARENA_MAX, 2); }

}  // namespace roundscope
