/* Preloaded, it adds another jump to the wall clock at every few questions. Clocks that only run forward are left alone,
   as no jump of the wall clock moves them. JUMP_FROM says how many questions were asked before the first. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static int (*real_clock_gettime)(clockid_t, struct timespec *);
static unsigned asked;

__attribute__((constructor)) static void find(void) {
  real_clock_gettime = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  const char *from = getenv("JUMP_FROM");
  if (from) asked = atoi(from);
}

static long jump(void) {
  static const long jumps[] = {0, 259200, -259200, 3600, -7200, 31536000, -31536000};
  return jumps[__atomic_fetch_add(&asked, 1, __ATOMIC_RELAXED) / 5 % (sizeof jumps / sizeof *jumps)];
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  if (!real_clock_gettime) find();
  int result = real_clock_gettime(clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += jump();
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec exact;
  (void)zone;
  int result = clock_gettime(CLOCK_REALTIME, &exact);
  if (result == 0 && now) {
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
  }
  return result;
}

time_t time(time_t *now) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (now) *now = exact.tv_sec;
  return exact.tv_sec;
}
