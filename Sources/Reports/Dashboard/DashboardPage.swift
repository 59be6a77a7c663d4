import Equity
import Rules

/// The dashboard as the board's paper: one page without a network, which prints with a footer on every sheet.
public struct DashboardPage {
  private let report: DashboardReport
  /// What stands in the footer of every sheet beside the version: as of when, by which editions and which rule of hiding.
  private let source: String

  public init(_ report: DashboardReport, source: String) { (self.report, self.source) = (report, source) }

  public func html() -> String {
    let plan = report.plan
    let title = "Performance dashboard \(HTML.escaped(plan.schoolYear))"
    let year = SchoolYear(code: plan.schoolYear)
    let years = (-3...0).map { past in year.map { SchoolYear(fall: $0.fall + Int16(past)).code } ?? "" }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <header><h1>\(title)</h1>
      <p class="lead">\(HTML.escaped(plan.version)). \(HTML.escaped(source))</p>
      \(summary())
      </header>
      <main>
      <div class="scroll" tabindex="0" role="region" aria-label="Measures and targets">
      <table><caption>Each measure against its target. Rates in percent; * = not shown (small group).</caption>
      <thead><tr><th scope="col">#</th><th scope="col">Focus area</th><th scope="col">Emphasis</th>\
      <th scope="col">Measure</th>\
      \(years.prefix(3).map { "<th scope=\"col\" class=\"num\">\($0)<br>actual</th>" }.joined())\
      <th scope="col" class="num">\(years[2])<br>target</th><th scope="col" class="num">\(years[3])<br>target</th>\
      <th scope="col" class="num">\(years[3])<br>actual</th><th scope="col" class="num">Long-term target</th>\
      <th scope="col">Responsible</th><th scope="col">Status</th><th scope="col">Goal</th></tr></thead>
      <tbody>
      \(rows())</tbody></table>
      </div>
      \(boxes())
      <section><h2>What the signs mean</h2>
      <ul class="legend">\(legend())</ul>
      <p>A row is compared with its own target, in the numbers that are printed. Leading measures tell early what trailing ones tell \
      late. A row shows how schools and the district did, and asks where to look next by student group.</p></section>
      </main>
      </body>
      </html>

      """
  }

  // MARK: Parts

  private func rows() -> String {
    zip(report.plan.rows, report.actuals).enumerated().map { number, pair in
      let (row, actual) = pair
      let status = DashboardReport.status(row, actual)
      let four = actual.four.map { DashboardReport.percent($0) }
      let numbers =
        four.prefix(3) + [DashboardReport.percent(row.lastTarget), DashboardReport.percent(row.target), four[3]]
      let about = [place(row, actual), group(row), row.isLeading ? "leading" : "trailing"].filter { !$0.isEmpty }
        .joined(separator: ", ")
      let measure = ReleaseMeasure.standard.first { $0.id == row.measure }?.title ?? row.measure
      return "<tr><th scope=\"row\">\(number + 1)</th><td>\(HTML.escaped(row.focusArea))</td>"
        + "<td>\(HTML.escaped(row.emphasis))</td><td>\(HTML.escaped(measure))<br><small>\(HTML.escaped(about))</small></td>"
        + numbers.map { "<td class=\"num\">\(HTML.escaped($0))</td>" }.joined()
        + "<td class=\"num\">\(DashboardReport.percent(row.longTermTarget))</td><td>\(HTML.escaped(row.responsible))</td>"
        + "<td class=\"status \(status.rawValue)\">\(sign(status)) \(status.words)</td><td>\(HTML.escaped(row.goal))</td></tr>\n"
    }.joined()
  }

  private func place(_ row: DashboardPlan.Row, _ actual: DashboardReport.Actuals) -> String {
    if !actual.placeName.isEmpty { return actual.placeName }
    return row.scope == "district" ? "" : "school \(row.scopeID)"
  }

  /// As on the page of a release; by its id where it is no group of the program.
  private func group(_ row: DashboardPlan.Row) -> String {
    if row.group == "all" { return "" }
    let family = ReleaseFamily.standard.first { $0.id == row.family }
    return family?.groups.first { $0.id == row.group }?.label ?? "\(row.family): \(row.group)"
  }

  private func sign(_ status: DashboardStatus) -> String {
    "<span class=\"sign\" aria-hidden=\"true\">\(status.symbol)</span>"
  }

  /// How many rows have each status.
  private func summary() -> String {
    let all = zip(report.plan.rows, report.actuals).map { DashboardReport.status($0, $1) }
    let items = DashboardStatus.allCases.map { status in
      "<li class=\"\(status.rawValue)\"><b>\(all.count { $0 == status })</b> \(sign(status)) \(status.words)</li>"
    }
    return "<ul class=\"counts\">\(items.joined())</ul>"
  }

  private func legend() -> String {
    let texts: [DashboardStatus: String] = [
      .exceeds: "better than the target", .meets: "at the target, or as near as the district counts as there",
      .improving: "not there yet, and better than the year before",
      .flat: "not there, and no better than the year before, as far as that is known",
      .notAvailable: "not printed this year, or no target yet",
    ]
    return DashboardStatus.allCases.map {
      "<li class=\"\($0.rawValue)\">\(sign($0)) <b>\($0.words)</b>: \(texts[$0] ?? "")</li>"
    }.joined()
  }

  /// The state's five-by-five with the rows that are placed in it; empty without any.
  private func boxes() -> String {
    let placed = zip(report.plan.rows, report.actuals).enumerated().compactMap { number, pair in
      pair.0.fiveByFive.map { (number: number + 1, scheme: $0, box: DashboardReport.box(pair.0, pair.1)) }
    }
    var schemes: [StatusChange] = []
    for row in placed where !schemes.contains(row.scheme) { schemes.append(row.scheme) }
    return schemes.map { scheme in
      let own = placed.filter { $0.scheme == scheme }
      let body = StatusChange.Level.allCases.reversed().map { level in
        let cells = StatusChange.Change.allCases.map { change -> String in
          let colour = scheme.colours[level.rawValue][change.rawValue]
          let here = own.filter { $0.box?.level == level && $0.box?.change == change }.map { "#\($0.number)" }
          return
            "<td class=\"box \(colour.rawValue)\">\(colour.words)\(here.isEmpty ? "" : "<br><b>\(here.joined(separator: ", "))</b>")</td>"
        }
        return "<tr><th scope=\"row\">\(level.words)</th>\(cells.joined())</tr>\n"
      }
      let missing = own.filter { $0.box == nil }.map { "#\($0.number)" }.joined(separator: ", ")
      let note = missing.isEmpty ? "" : "<p>Without two years that are printed: \(missing).</p>"
      let what = scheme.isHigherBetter ? "" : " Less is better: levels and changes say how good it is."
      return """
        <section><h2>Status and change</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Status and change"><table class="five">
        <caption>This year's level (down) and the change since last year (across), as the state's dashboard colours them.\(what)</caption>
        <thead><tr><th scope="col">Level</th>\
        \(StatusChange.Change.allCases.map { "<th scope=\"col\">\($0.words)</th>" }.joined())</tr></thead>
        <tbody>
        \(body.joined())</tbody></table></div>
        \(note)</section>

        """
    }.joined()
  }

  private var style: String {
    let footer = "\(report.plan.version) - \(report.plan.schoolYear) - \(source)".filter {
      $0 != "\"" && $0 != "\\" && $0 != "<" && $0 != "\n"
    }
    return """
      :root{color-scheme:light dark;\(Palette.light.properties)}
      @media (prefers-color-scheme:dark){:root{\(Palette.dark.properties)}}
      *{box-sizing:border-box}
      body{margin:0 auto;padding:0 clamp(.75rem,3vw,2.5rem) 3rem;max-width:92rem;background:var(--page);color:var(--ink);
      font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;line-height:1.4}
      h1{font-size:1.8rem;margin:1.2rem 0 .3rem}h2{font-size:1.2rem;margin:1.6rem 0 .4rem}.lead{color:var(--soft)}
      .scroll{overflow-x:auto}.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.9rem}
      caption{text-align:left;color:var(--soft);padding:.3rem 0}
      th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-top:1px solid var(--line);font-weight:400}
      thead th{color:var(--soft);vertical-align:bottom}small{color:var(--soft)}
      .num{text-align:right;white-space:nowrap}
      .status{min-width:10rem;border-left:.4rem solid var(--line);font-weight:600}
      .exceeds_target{border-color:var(--met)}.meets_target{border-color:var(--running)}
      .improving_needs_focus{border-color:var(--short)}.flat_or_declining{border-color:var(--unknown)}
      .counts,.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}.counts b{font-size:1.6rem}
      .legend{display:block}.legend li{margin:.2rem 0}
      .counts li,.legend li{border-left-width:.4rem;border-left-style:solid;padding-left:.6rem}.not_available{border-color:var(--line)}
      .five{max-width:62rem}.five td{border:1px solid var(--ink);color:#15191E;text-align:center;min-width:6rem}
      .box.red{background:#F4A6A0}.box.orange{background:#F7C27D}.box.yellow{background:#F4E88A}.box.green{background:#A9DDB0}
      .box.blue{background:#A6CBEE}
      @media print{:root{color-scheme:light;\(Palette.light.properties)}
      @page{size:landscape;margin:12mm 12mm 18mm;@bottom-left{content:"\(footer)";font:7.5pt sans-serif;width:85%}
      @bottom-right{content:counter(page) " of " counter(pages);font:7.5pt sans-serif}}
      html{font-size:9.5px}body{padding:0;max-width:none}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
      tr,.legend{break-inside:avoid}h2{break-after:avoid}section{break-inside:avoid}}
      """
  }
}
