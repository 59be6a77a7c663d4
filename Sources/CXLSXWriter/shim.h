#pragma once
#include <sys/syscall.h>
#include <unistd.h>
#include <xlsxwriter.h>

/// A file in memory that ends with its descriptor (memfd_create with MFD_CLOEXEC); -1 as the system says in errno.
static inline int agtrack_memory_file(void) { return (int)syscall(SYS_memfd_create, "summary.xlsx", 1); }
