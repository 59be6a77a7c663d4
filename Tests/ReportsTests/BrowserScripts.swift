/// What tests ask of a page from inside the browser: each answers with the faults that it finds.
enum BrowserScripts {
  /// The colours are those that the browser computed. Text of 24 pixels, or bold of 18.66, counts as large.
  ///
  /// - Parameter least: How many texts and marks a page has at least.
  static func contrast(least: Int) -> String {
    """
    (function () {
      function parts(c) { return c.match(/[0-9.]+/g).map(Number) }
      function level(c) {
        return parts(c).slice(0, 3).map(v => v / 255)
          .map(v => v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4))
          .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0)
      }
      function ratio(a, b) { var l = [level(a), level(b)].sort((x, y) => y - x); return (l[0] + .05) / (l[1] + .05) }
      function behind(e) {
        for (; e; e = e.parentElement) {
          var c = getComputedStyle(e).backgroundColor, p = parts(c);
          if (p.length < 4 || p[3] > 0) return c
        }
        return getComputedStyle(document.documentElement).colorScheme === 'dark' ? 'rgb(0,0,0)' : 'rgb(255,255,255)'
      }
      var faults = new Set(), checked = 0;
      var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (var node = walker.nextNode(); node; node = walker.nextNode()) {
        var e = node.parentElement;
        if (!node.data.trim() || !e.checkVisibility() || e.closest('svg,script,style')) continue;
        var s = getComputedStyle(e), size = parseFloat(s.fontSize);
        var least = size >= 24 || (size >= 18.66 && Number(s.fontWeight) >= 700) ? 3 : 4.5;
        checked++;
        if (ratio(s.color, behind(e)) < least) faults.add(s.color + ' on ' + behind(e) + ': ' + node.data.trim().slice(0, 40))
      }
      for (var mark of document.querySelectorAll('.s circle,.s rect,.spark circle')) {
        if (!mark.checkVisibility()) continue;
        checked++;
        if (ratio(getComputedStyle(mark).fill, behind(mark.closest('td'))) < 3) faults.add('mark ' + getComputedStyle(mark).fill)
      }
      if (checked < \(least)) faults.add('only ' + checked + ' checked');
      return [...faults]
    })()
    """
  }

  static let alternatives = """
    (function () {
      var faults = [];
      for (var t of document.querySelectorAll('table')) {
        if (t.querySelector('thead') && !t.querySelector('thead th[scope=col]')) faults.push('a table without column headings');
        for (var r of t.tBodies ? [...t.tBodies].flatMap(b => [...b.rows]) : [])
          if (!r.querySelector('th[scope]') && !r.querySelector('td.none')) faults.push('a row without a heading: ' + r.innerText)
      }
      for (var s of document.querySelectorAll('svg')) {
        if (s.parentElement.closest('svg')) continue;
        var row = s.closest('tr,figure,.key,.mark,.shapes');
        if (s.getAttribute('role') === 'img' ? !s.getAttribute('aria-label') : s.getAttribute('aria-hidden') !== 'true' || !row)
          faults.push('a drawing without a text: ' + s.outerHTML.slice(0, 80))
        if (row && row.tagName === 'TR' && !/[0-9]|not shown|no students/.test(row.textContent))
          faults.push('a row that says less than its drawing: ' + row.textContent)
      }
      var ids = [...document.querySelectorAll('[id]')].map(e => e.id);
      if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
      if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
      var level = 0;
      for (var h of document.querySelectorAll('h1,h2,h3,h4')) {
        var now = Number(h.tagName[1]);
        if (now > level + 1) faults.push('a heading is left out before ' + h.textContent);
        level = now
      }
      if (!document.documentElement.lang || !document.title || !document.querySelector('main')) faults.push('lang, title, main');
      for (var e of document.querySelectorAll('a[href],summary,select,input')) {
        var b = e.getBoundingClientRect();
        if (e.checkVisibility() && !e.classList.contains('skip') && !e.closest('td,th,p,li,caption,h3,label') && b.height < 24)
          faults.push('smaller than 24 pixels: ' + e.outerHTML.slice(0, 80))
      }
      return faults
    })()
    """

  static let paper = """
    (function () {
      var faults = [];
      for (var e of document.querySelectorAll('nav,details,.tools,.language,.top'))
        if (getComputedStyle(e).display !== 'none') faults.push('printed: ' + e.outerHTML.slice(0, 60));
      for (var s of document.querySelectorAll('main>.school'))
        if (getComputedStyle(s).breakBefore !== 'page') faults.push('no page of its own: ' + s.id);
      for (var r of document.querySelectorAll('tr'))
        if (getComputedStyle(r).breakInside !== 'avoid') { faults.push('rows may be torn'); break }
      return faults
    })()
    """

  /// The text of the style's page margins.
  static let footer = """
    (function () {
      var found = '';
      function look(rules) {
        for (var r of rules) { if (r.constructor.name === 'CSSPageRule') found += r.cssText; if (r.cssRules) look(r.cssRules) }
      }
      look(document.styleSheets[0].cssRules);
      return found
    })()
    """
}
