#pragma once
#include <stddef.h>

/// One file of the repository that is built into the program, so that one binary installs.
typedef struct {
  const char *path;            // as in the repository: "sql/migrations/0001_schemas.sql"
  const unsigned char *bytes;  // not terminated
  size_t count;
} agtrack_asset;

extern const agtrack_asset agtrack_assets[];
extern const size_t agtrack_asset_count;

/// The asset at an index from 0; null past the end. Swift cannot read an array whose length the header does not state.
const agtrack_asset *agtrack_asset_at(size_t index);
