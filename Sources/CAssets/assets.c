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
static const unsigned char policy_disclosure[] = {
#embed "../../policies/disclosure.yaml"
};
static const unsigned char policy_exams[] = {
#embed "../../policies/exams.yaml"
};
static const unsigned char policy_measures[] = {
#embed "../../policies/measures.yaml"
};
static const unsigned char policy_pace[] = {
#embed "../../policies/pace.yaml"
};
static const unsigned char policy_pass_windows[] = {
#embed "../../policies/pass-windows.yaml"
};
static const unsigned char policy_seats[] = {
#embed "../../policies/seats.yaml"
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
static const unsigned char check_course_match[] = {
#embed "../../sql/checks/course-match.sql"
};
static const unsigned char check_courses_vanished[] = {
#embed "../../sql/checks/courses-vanished.sql"
};
static const unsigned char check_credits_against_term[] = {
#embed "../../sql/checks/credits-against-term.sql"
};
static const unsigned char check_duplicate_ssid[] = {
#embed "../../sql/checks/duplicate-ssid.sql"
};
static const unsigned char check_extract_stale[] = {
#embed "../../sql/checks/extract-stale.sql"
};
static const unsigned char check_grade_against_class[] = {
#embed "../../sql/checks/grade-against-class.sql"
};
static const unsigned char check_groups_unknown[] = {
#embed "../../sql/checks/groups-unknown.sql"
};
static const unsigned char check_list_failed[] = {
#embed "../../sql/checks/list-failed.sql"
};
static const unsigned char check_marks_missing[] = {
#embed "../../sql/checks/marks-missing.sql"
};
static const unsigned char check_met_rate_drop[] = {
#embed "../../sql/checks/met-rate-drop.sql"
};
static const unsigned char check_met_rate_jump[] = {
#embed "../../sql/checks/met-rate-jump.sql"
};
static const unsigned char check_no_records[] = {
#embed "../../sql/checks/no-records.sql"
};
static const unsigned char check_reject_share[] = {
#embed "../../sql/checks/reject-share.sql"
};
static const unsigned char check_student_twice[] = {
#embed "../../sql/checks/student-twice.sql"
};
static const unsigned char check_students_vanished[] = {
#embed "../../sql/checks/students-vanished.sql"
};
static const unsigned char check_two_schools[] = {
#embed "../../sql/checks/two-schools.sql"
};
static const unsigned char check_unknown_courses[] = {
#embed "../../sql/checks/unknown-courses.sql"
};
static const unsigned char check_year_beside_semesters[] = {
#embed "../../sql/checks/year-beside-semesters.sql"
};
static const unsigned char check_year_missing[] = {
#embed "../../sql/checks/year-missing.sql"
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
static const unsigned char migration_0008_quality[] = {
#embed "../../sql/migrations/0008_quality.sql"
};
static const unsigned char migration_0009_history[] = {
#embed "../../sql/migrations/0009_history.sql"
};
static const unsigned char migration_0011_access[] = {
#embed "../../sql/migrations/0011_access.sql"
};
static const unsigned char migration_0012_counselor[] = {
#embed "../../sql/migrations/0012_counselor.sql"
};
static const unsigned char migration_0013_measures[] = {
#embed "../../sql/migrations/0013_measures.sql"
};
static const unsigned char migration_0015_other_forms[] = {
#embed "../../sql/migrations/0015_other_forms.sql"
};
static const unsigned char migration_0016_equity[] = {
#embed "../../sql/migrations/0016_equity.sql"
};
static const unsigned char migration_0018_student_assignment[] = {
#embed "../../sql/migrations/0018_student_assignment.sql"
};
static const unsigned char migration_0019_access[] = {
#embed "../../sql/migrations/0019_access.sql"
};
static const unsigned char migration_0020_public_release[] = {
#embed "../../sql/migrations/0020_public_release.sql"
};
static const unsigned char migration_0022_term_seats[] = {
#embed "../../sql/migrations/0022_term_seats.sql"
};
static const unsigned char views_00_drop[] = {
#embed "../../sql/views/00_drop.sql"
};
static const unsigned char views_10_published[] = {
#embed "../../sql/views/10_published.sql"
};
static const unsigned char views_15_in_run[] = {
#embed "../../sql/views/15_in_run.sql"
};
static const unsigned char views_20_policies[] = {
#embed "../../sql/views/20_policies.sql"
};
static const unsigned char views_25_access[] = {
#embed "../../sql/views/25_access.sql"
};
static const unsigned char views_30_student_search[] = {
#embed "../../sql/views/30_student_search.sql"
};
static const unsigned char views_32_counsel[] = {
#embed "../../sql/views/32_counsel.sql"
};
static const unsigned char views_35_caseload[] = {
#embed "../../sql/views/35_caseload.sql"
};
static const unsigned char views_40_indicator[] = {
#embed "../../sql/views/40_indicator.sql"
};
static const unsigned char views_41_measures[] = {
#embed "../../sql/views/41_measures.sql"
};
static const unsigned char views_42_measure_counts[] = {
#embed "../../sql/views/42_measure_counts.sql"
};
static const unsigned char views_43_funnel[] = {
#embed "../../sql/views/43_funnel.sql"
};
static const unsigned char views_44_seats[] = {
#embed "../../sql/views/44_seats.sql"
};
static const unsigned char views_45_seniors[] = {
#embed "../../sql/views/45_seniors.sql"
};
static const unsigned char views_46_ap_subjects[] = {
#embed "../../sql/views/46_ap_subjects.sql"
};
static const unsigned char views_47_placement[] = {
#embed "../../sql/views/47_placement.sql"
};
static const unsigned char views_48_strategies[] = {
#embed "../../sql/views/48_strategies.sql"
};
static const unsigned char views_49_fed_measures[] = {
#embed "../../sql/views/49_fed_measures.sql"
};
static const unsigned char views_49_missed_ways[] = {
#embed "../../sql/views/49_missed_ways.sql"
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
static const unsigned char views_61_carry[] = {
#embed "../../sql/views/61_carry.sql"
};
static const unsigned char views_62_changes[] = {
#embed "../../sql/views/62_changes.sql"
};
static const unsigned char views_63_verify[] = {
#embed "../../sql/views/63_verify.sql"
};
static const unsigned char views_65_checks[] = {
#embed "../../sql/views/65_checks.sql"
};
static const unsigned char views_66_prune[] = {
#embed "../../sql/views/66_prune.sql"
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
  ASSET("policies/disclosure.yaml", policy_disclosure),
  ASSET("policies/exams.yaml", policy_exams),
  ASSET("policies/measures.yaml", policy_measures),
  ASSET("policies/pace.yaml", policy_pace),
  ASSET("policies/pass-windows.yaml", policy_pass_windows),
  ASSET("policies/seats.yaml", policy_seats),
  ASSET("policies/uc-2003.yaml", policy_uc_2003),
  ASSET("policies/uc-2006.yaml", policy_uc_2006),
  ASSET("policies/uc-2012.yaml", policy_uc_2012),
  ASSET("policies/uc-2015.yaml", policy_uc_2015),
  ASSET("policies/uc-2019.yaml", policy_uc_2019),
  ASSET("policies/uc-2022.yaml", policy_uc_2022),
  ASSET("sql/checks/course-match.sql", check_course_match),
  ASSET("sql/checks/courses-vanished.sql", check_courses_vanished),
  ASSET("sql/checks/credits-against-term.sql", check_credits_against_term),
  ASSET("sql/checks/duplicate-ssid.sql", check_duplicate_ssid),
  ASSET("sql/checks/extract-stale.sql", check_extract_stale),
  ASSET("sql/checks/grade-against-class.sql", check_grade_against_class),
  ASSET("sql/checks/groups-unknown.sql", check_groups_unknown),
  ASSET("sql/checks/list-failed.sql", check_list_failed),
  ASSET("sql/checks/marks-missing.sql", check_marks_missing),
  ASSET("sql/checks/met-rate-drop.sql", check_met_rate_drop),
  ASSET("sql/checks/met-rate-jump.sql", check_met_rate_jump),
  ASSET("sql/checks/no-records.sql", check_no_records),
  ASSET("sql/checks/reject-share.sql", check_reject_share),
  ASSET("sql/checks/student-twice.sql", check_student_twice),
  ASSET("sql/checks/students-vanished.sql", check_students_vanished),
  ASSET("sql/checks/two-schools.sql", check_two_schools),
  ASSET("sql/checks/unknown-courses.sql", check_unknown_courses),
  ASSET("sql/checks/year-beside-semesters.sql", check_year_beside_semesters),
  ASSET("sql/checks/year-missing.sql", check_year_missing),
  ASSET("sql/migrations/0001_meta.sql", migration_0001_meta),
  ASSET("sql/migrations/0002_shared_records.sql", migration_0002_shared_records),
  ASSET("sql/migrations/0003_student_records.sql", migration_0003_student_records),
  ASSET("sql/migrations/0004_evaluation.sql", migration_0004_evaluation),
  ASSET("sql/migrations/0005_indicator.sql", migration_0005_indicator),
  ASSET("sql/migrations/0006_reasons.sql", migration_0006_reasons),
  ASSET("sql/migrations/0007_evidence.sql", migration_0007_evidence),
  ASSET("sql/migrations/0008_quality.sql", migration_0008_quality),
  ASSET("sql/migrations/0009_history.sql", migration_0009_history),
  ASSET("sql/migrations/0011_access.sql", migration_0011_access),
  ASSET("sql/migrations/0012_counselor.sql", migration_0012_counselor),
  ASSET("sql/migrations/0013_measures.sql", migration_0013_measures),
  ASSET("sql/migrations/0015_other_forms.sql", migration_0015_other_forms),
  ASSET("sql/migrations/0016_equity.sql", migration_0016_equity),
  ASSET("sql/migrations/0018_student_assignment.sql", migration_0018_student_assignment),
  ASSET("sql/migrations/0019_access.sql", migration_0019_access),
  ASSET("sql/migrations/0020_public_release.sql", migration_0020_public_release),
  ASSET("sql/migrations/0022_term_seats.sql", migration_0022_term_seats),
  ASSET("sql/views/00_drop.sql", views_00_drop),
  ASSET("sql/views/10_published.sql", views_10_published),
  ASSET("sql/views/15_in_run.sql", views_15_in_run),
  ASSET("sql/views/20_policies.sql", views_20_policies),
  ASSET("sql/views/25_access.sql", views_25_access),
  ASSET("sql/views/30_student_search.sql", views_30_student_search),
  ASSET("sql/views/32_counsel.sql", views_32_counsel),
  ASSET("sql/views/35_caseload.sql", views_35_caseload),
  ASSET("sql/views/40_indicator.sql", views_40_indicator),
  ASSET("sql/views/41_measures.sql", views_41_measures),
  ASSET("sql/views/42_measure_counts.sql", views_42_measure_counts),
  ASSET("sql/views/43_funnel.sql", views_43_funnel),
  ASSET("sql/views/44_seats.sql", views_44_seats),
  ASSET("sql/views/45_seniors.sql", views_45_seniors),
  ASSET("sql/views/46_ap_subjects.sql", views_46_ap_subjects),
  ASSET("sql/views/47_placement.sql", views_47_placement),
  ASSET("sql/views/48_strategies.sql", views_48_strategies),
  ASSET("sql/views/49_fed_measures.sql", views_49_fed_measures),
  ASSET("sql/views/49_missed_ways.sql", views_49_missed_ways),
  ASSET("sql/views/50_students_of.sql", views_50_students_of),
  ASSET("sql/views/55_worklist.sql", views_55_worklist),
  ASSET("sql/views/60_run.sql", views_60_run),
  ASSET("sql/views/61_carry.sql", views_61_carry),
  ASSET("sql/views/62_changes.sql", views_62_changes),
  ASSET("sql/views/63_verify.sql", views_63_verify),
  ASSET("sql/views/65_checks.sql", views_65_checks),
  ASSET("sql/views/66_prune.sql", views_66_prune),
  ASSET("sql/views/80_dictionary.sql", views_80_dictionary),
  ASSET("sql/views/90_staff_access.sql", views_90_staff_access),
};
const size_t agtrack_asset_count = sizeof agtrack_assets / sizeof agtrack_assets[0];

const agtrack_asset *agtrack_asset_at(size_t index) {
  return index < agtrack_asset_count ? &agtrack_assets[index] : 0;
}
