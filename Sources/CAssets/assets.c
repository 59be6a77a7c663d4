// Files that are built into the program, in the order of their paths. A new file of policies/ or sql/ gets its two entries here; a
// test compares this list with the folders.
#include "CAssets.h"

// clang-format off
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char policy_csu_2003[] = {
#embed "../../policies/csu-2003.yaml"
};
static const unsigned char policy_csu_2006[] = {
#embed "../../policies/csu-2006.yaml"
};
static const unsigned char policy_csu_2015[] = {
#embed "../../policies/csu-2015.yaml"
};
static const unsigned char policy_csu_2022[] = {
#embed "../../policies/csu-2022.yaml"
};
static const unsigned char policy_exams[] = {
#embed "../../policies/exams.yaml"
};
static const unsigned char policy_pass_windows[] = {
#embed "../../policies/pass-windows.yaml"
};
static const unsigned char policy_uc_2003[] = {
#embed "../../policies/uc-2003.yaml"
};
static const unsigned char policy_uc_2006[] = {
#embed "../../policies/uc-2006.yaml"
};
static const unsigned char policy_uc_2012[] = {
#embed "../../policies/uc-2012.yaml"
};
static const unsigned char policy_uc_2015[] = {
#embed "../../policies/uc-2015.yaml"
};
static const unsigned char policy_uc_2019[] = {
#embed "../../policies/uc-2019.yaml"
};
static const unsigned char policy_uc_2022[] = {
#embed "../../policies/uc-2022.yaml"
};
static const unsigned char migration_0001_meta[] = {
#embed "../../sql/migrations/0001_meta.sql"
};
static const unsigned char migration_0002_shared_records[] = {
#embed "../../sql/migrations/0002_shared_records.sql"
};
static const unsigned char migration_0003_student_records[] = {
#embed "../../sql/migrations/0003_student_records.sql"
};
static const unsigned char migration_0004_evaluation[] = {
#embed "../../sql/migrations/0004_evaluation.sql"
};
static const unsigned char migration_0005_indicator[] = {
#embed "../../sql/migrations/0005_indicator.sql"
};
static const unsigned char migration_0006_reasons[] = {
#embed "../../sql/migrations/0006_reasons.sql"
};
static const unsigned char migration_0007_evidence[] = {
#embed "../../sql/migrations/0007_evidence.sql"
};
static const unsigned char views_00_drop[] = {
#embed "../../sql/views/00_drop.sql"
};
static const unsigned char views_10_published[] = {
#embed "../../sql/views/10_published.sql"
};
static const unsigned char views_20_policies[] = {
#embed "../../sql/views/20_policies.sql"
};
static const unsigned char views_30_student_search[] = {
#embed "../../sql/views/30_student_search.sql"
};
static const unsigned char views_40_indicator[] = {
#embed "../../sql/views/40_indicator.sql"
};
static const unsigned char views_45_seniors[] = {
#embed "../../sql/views/45_seniors.sql"
};
static const unsigned char views_50_students_of[] = {
#embed "../../sql/views/50_students_of.sql"
};
static const unsigned char views_55_worklist[] = {
#embed "../../sql/views/55_worklist.sql"
};
static const unsigned char views_60_run[] = {
#embed "../../sql/views/60_run.sql"
};
static const unsigned char views_80_dictionary[] = {
#embed "../../sql/views/80_dictionary.sql"
};
static const unsigned char views_90_staff_access[] = {
#embed "../../sql/views/90_staff_access.sql"
};

#define ASSET(path, bytes) {path, bytes, sizeof bytes}

const agtrack_asset agtrack_assets[] = {
  ASSET("policies/csu-2003.yaml", policy_csu_2003),
  ASSET("policies/csu-2006.yaml", policy_csu_2006),
  ASSET("policies/csu-2015.yaml", policy_csu_2015),
  ASSET("policies/csu-2022.yaml", policy_csu_2022),
  ASSET("policies/exams.yaml", policy_exams),
  ASSET("policies/pass-windows.yaml", policy_pass_windows),
  ASSET("policies/uc-2003.yaml", policy_uc_2003),
  ASSET("policies/uc-2006.yaml", policy_uc_2006),
  ASSET("policies/uc-2012.yaml", policy_uc_2012),
  ASSET("policies/uc-2015.yaml", policy_uc_2015),
  ASSET("policies/uc-2019.yaml", policy_uc_2019),
  ASSET("policies/uc-2022.yaml", policy_uc_2022),
  ASSET("sql/migrations/0001_meta.sql", migration_0001_meta),
  ASSET("sql/migrations/0002_shared_records.sql", migration_0002_shared_records),
  ASSET("sql/migrations/0003_student_records.sql", migration_0003_student_records),
  ASSET("sql/migrations/0004_evaluation.sql", migration_0004_evaluation),
  ASSET("sql/migrations/0005_indicator.sql", migration_0005_indicator),
  ASSET("sql/migrations/0006_reasons.sql", migration_0006_reasons),
  ASSET("sql/migrations/0007_evidence.sql", migration_0007_evidence),
  ASSET("sql/views/00_drop.sql", views_00_drop),
  ASSET("sql/views/10_published.sql", views_10_published),
  ASSET("sql/views/20_policies.sql", views_20_policies),
  ASSET("sql/views/30_student_search.sql", views_30_student_search),
  ASSET("sql/views/40_indicator.sql", views_40_indicator),
  ASSET("sql/views/45_seniors.sql", views_45_seniors),
  ASSET("sql/views/50_students_of.sql", views_50_students_of),
  ASSET("sql/views/55_worklist.sql", views_55_worklist),
  ASSET("sql/views/60_run.sql", views_60_run),
  ASSET("sql/views/80_dictionary.sql", views_80_dictionary),
  ASSET("sql/views/90_staff_access.sql", views_90_staff_access),
};
const size_t agtrack_asset_count = sizeof agtrack_assets / sizeof agtrack_assets[0];

const agtrack_asset *agtrack_asset_at(size_t index) {
  return index < agtrack_asset_count ? &agtrack_assets[index] : 0;
}
