# Reads the answers of a system (role=found), the cases, then what is expected, and prints the result table.

# Cuts a line of CSV into cell[1..n]; quotes may enclose commas and doubled quotes.
function cut(line,    n, text, rest, place) {
  sub(/\r$/, "", line)
  for (n in cell) delete cell[n]
  n = 0
  rest = line
  while (1) {
    n++
    if (substr(rest, 1, 1) == "\"") {
      text = ""
      rest = substr(rest, 2)
      while ((place = index(rest, "\"")) > 0 && substr(rest, place + 1, 1) == "\"") {
        text = text substr(rest, 1, place)
        rest = substr(rest, place + 2)
      }
      cell[n] = text substr(rest, 1, place - 1)
      rest = substr(rest, place + 1)
      if (rest == "") return n
      rest = substr(rest, 2)
    } else {
      place = index(rest, ",")
      if (place == 0) { cell[n] = rest; return n }
      cell[n] = substr(rest, 1, place - 1)
      rest = substr(rest, place + 1)
    }
  }
}

function value(name) { return (name in column) ? cell[column[name]] : "" }

function key(    text) {
  text = kind SUBSEP value("student_id") SUBSEP tolower(value("system"))
  if (kind == "verdicts" || kind == "reasons") text = text SUBSEP toupper(value("subject_area"))
  if (kind == "reasons") text = text SUBSEP value("need")
  return text
}

function number(text) { return text ~ /^-?[0-9]+(\.[0-9]+)?$/ }

# Printed amounts may have more decimals than ours.
function same(left, right,    gap) {
  if (!number(left) || !number(right)) return left == right
  gap = left - right
  return gap < 0.0051 && gap > -0.0051
}

function stop(text) {
  print "compare: " text | "cat 1>&2"
  close("cat 1>&2")
  stopped = 1
  exit 2
}

function fail(which, text) {
  failed[which] = 1
  if (++said[which] <= 4) why[which] = why[which] "    " text "\n"
}

# Takes the needs of an area that stand in the verdicts themselves: `english 1; elective 2`, or without amounts.
function take_needs(    n, i, text, words, where, whose) {
  whose = value("student_id") SUBSEP tolower(value("system"))
  n = split(value("needs"), text, ";")
  for (i = 1; i <= n; i++) {
    if (split(text[i], words, " ") == 0) continue
    where = "reasons" SUBSEP whose SUBSEP toupper(value("subject_area")) SUBSEP words[1]
    if (where in seen) twice[where] = 1
    seen[where] = 1
    found[where, "semesters"] = words[2] == "" ? "unsaid" : words[2]
    said_needs[whose] = said_needs[whose] " " toupper(value("subject_area")) ":" words[1]
  }
}

BEGIN {
  columns["verdicts"] = "required earned in_progress missing status"
  columns["gpa"] = "grades points honors_capped honors_all unweighted capped weighted"
  columns["timing"] = "before_final_year required met"
  columns["reasons"] = "semesters"
  groups = split("a b c d e f g pattern part repeat course credit mark grade list time college exam waiver timing gpa " \
    "edition", group, " ")
  split("history / social science|English|mathematics|science|language other than English|visual and performing arts|" \
    "elective|the whole pattern and what goes where|terms, halves, equivalent courses|repeats|two-year courses|credits|" \
    "marks|grade levels|course lists|the day of reading|college courses|exams|waivers|11 of 15, 7 of 15|" \
    "grade point average|the edition of a student", title, "|")
}

FNR == 1 {
  sub(/^\357\273\277/, "")
  for (name in column) delete column[name]
  count = cut($0)
  for (i = 1; i <= count; i++) column[tolower(cell[i])] = i
  if (role == "found") {
    given[kind] = 1
    needed = "student_id system" (kind == "verdicts" ? " subject_area" : kind == "reasons" ? " subject_area need" : "")
    n = split(needed, names, " ")
    for (i = 1; i <= n; i++) if (!(names[i] in column)) stop(FILENAME " has no column " names[i])
    n = split(columns[kind], names, " ")
    for (i = 1; i <= n; i++) if (names[i] in column) compared[kind, names[i]] = 1
    needs_inside = kind == "verdicts" && ("needs" in column) && !reasons_apart
    if (needs_inside) given["reasons"] = compared["reasons", "semesters"] = 1
    if (kind == "verdicts" && !((kind, "status") in compared) && !((kind, "missing") in compared))
      stop(FILENAME " needs a column status or missing")
  }
  next
}

/^\r?$/ { next }

role == "found" {
  cut($0)
  place = key()
  if (kind == "verdicts") {
    answers[tolower(value("system"))] = 1
    if (toupper(value("subject_area")) == "ALL") answers["ALL"] = 1
    else if (needs_inside) take_needs()
  }
  if (place in seen) twice[place] = 1
  seen[place] = 1
  n = split(columns[kind], names, " ")
  for (i = 1; i <= n; i++) found[place, names[i]] = value(names[i])
  if (kind == "reasons") {
    whose = value("student_id") SUBSEP tolower(value("system"))
    said_needs[whose] = said_needs[whose] " " toupper(value("subject_area")) ":" value("need")
  }
  next
}

role == "cases" {
  cut($0)
  which = value("case_id")
  if (!(which in rule)) order[++cases] = which
  rule[which] = value("rule")
  named[which] = value("title")
  if (editions != "" && index("," editions ",", "," value("edition") ",") == 0)
    elsewhere[value("student_id") SUBSEP value("system")] = 1
  next
}

{
  cut($0)
  which = value("case_id")
  if ((value("student_id") SUBSEP value("system")) in elsewhere) next
  if (!(kind in given)) { left[kind]++; next }
  if (!(value("system") in answers)) { unanswered[value("system")]++; next }
  if (kind == "verdicts" && value("subject_area") == "ALL" && !("ALL" in answers)) { unanswered["ALL"]++; next }
  run[which] = 1
  where = value("student_id") ", " value("system") (kind == "verdicts" || kind == "reasons" ? ", " value("subject_area") : "")
  if (kind == "reasons") {
    where = where ", " value("need")
    whose = value("student_id") SUBSEP tolower(value("system"))
    wanted[whose] = wanted[whose] " " toupper(value("subject_area")) ":" value("need") " "
  }
  if (kind == "verdicts") owner[value("student_id") SUBSEP value("system")] = which
  place = key()
  if (!(place in seen)) { fail(which, where ": no row in the " kind " file"); next }
  if (place in twice) { fail(which, where ": more than one row in the " kind " file"); next }
  n = split(columns[kind], names, " ")
  for (i = 1; i <= n; i++)
    if ((kind, names[i]) in compared && found[place, names[i]] != "unsaid" && !same(found[place, names[i]], value(names[i])))
      fail(which, where ": " names[i] " should be " (value(names[i]) == "" ? "empty" : value(names[i])) ", is " \
        (found[place, names[i]] == "" ? "empty" : found[place, names[i]]))
}

END {
  if (stopped) exit 2
  if (!cases) { print "compare: cases.csv is empty" | "cat 1>&2"; exit 2 }
  if ("reasons" in given)
    for (whose in owner) {
      n = split(said_needs[whose], names, " ")
      for (i = 1; i <= n; i++)
        if (index(wanted[whose], " " names[i] " ") == 0) {
          split(whose, parts, SUBSEP)
          fail(owner[whose], parts[1] ", " parts[2] ": " names[i] " is not among the needs")
        }
    }
  for (c = 1; c <= cases; c++) {
    which = order[c]
    prefix = rule[which]
    sub(/\..*/, "", prefix)
    all[prefix]++
    if (which in failed) bad[prefix]++
    else if (which in run) good[prefix]++
    else skipped[prefix]++
  }
  for (c = 1; c <= cases; c++)
    if (order[c] in failed) {
      if (!shown++) print "Failed cases\n"
      printf "  %s %s (%s)\n%s", order[c], named[order[c]], rule[order[c]], why[order[c]]
      if (said[order[c]] > 4) printf "    and %d more\n", said[order[c]] - 4
    }
  if (shown) print ""
  printf "%-10s %-42s %6s %7s %7s %8s\n", "rules", "about", "cases", "passed", "failed", "not run"
  for (g = 1; g <= groups; g++) {
    prefix = group[g]
    if (!(prefix in all)) continue
    printf "%-10s %-42s %6d %7d %7d %8d\n", prefix ".*", title[g], all[prefix], good[prefix], bad[prefix], skipped[prefix]
    passed += good[prefix]
    wrong += bad[prefix]
    idle += skipped[prefix]
    total += all[prefix]
  }
  printf "%-10s %-42s %6d %7d %7d %8d\n", "total", "", total, passed, wrong, idle
  n = split("gpa timing reasons", names, " ")
  for (i = 1; i <= n; i++)
    if (!(names[i] in given)) print "not compared: " names[i] " (" left[names[i]] " answers; give --" names[i] " FILE" (names[i] == "reasons" ? " or a column needs" : "") ")"
  n = split(columns["verdicts"], names, " ")
  for (i = 1; i <= n; i++) if (!(("verdicts", names[i]) in compared)) print "not compared: the column " names[i]
  n = split("csu uc ALL", names, " ")
  for (i = 1; i <= n; i++)
    if (names[i] in unanswered) print "not compared: " names[i] " (" unanswered[names[i]] " answers; the file has no such row)"
  if (editions != "") print "compared only: " editions
  if (passed + wrong == 0) { print "compare: nothing could be compared" | "cat 1>&2"; exit 2 }
  if (total != cases) { print "compare: a rule belongs to no group" | "cat 1>&2"; exit 2 }
  exit wrong ? 1 : 0
}
