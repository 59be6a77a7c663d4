/// The colours of the page: Okabe-Ito for marks, which people with any colour vision can tell apart.
///
/// Colour is never the only sign; every mark has a shape and a word too. Marks whose fill stays below 3:1 against the
/// page carry an outline (`equity.md` 7, WCAG 2.2 1.4.11).
struct Palette {
  let page: String
  let surface: String
  /// Text and the outlines of marks.
  let ink: String
  /// Secondary text and hollow marks.
  let soft: String
  /// Rules and axis lines, which carry no information of their own.
  let line: String
  /// Links, bars and dots.
  let accent: String
  let met: String
  let inProgress: String
  /// Always drawn with an outline of `ink`.
  let oneCourseShort: String
  /// Always drawn with an outline of `ink`.
  let unknown: String
  let banner: String
  let bannerInk: String

  static let light = Palette(
    page: "#FFFFFF", surface: "#F5F7F9", ink: "#15191E", soft: "#4A5560", line: "#C9D0D7", accent: "#0072B2",
    met: "#0072B2", inProgress: "#009E73", oneCourseShort: "#E69F00", unknown: "#CC79A7", banner: "#15191E",
    bannerInk: "#FFFFFF")

  static let dark = Palette(
    page: "#12161B", surface: "#1B2128", ink: "#EEF2F6", soft: "#B4BEC9", line: "#3D4752", accent: "#56B4E9",
    met: "#56B4E9", inProgress: "#009E73", oneCourseShort: "#E69F00", unknown: "#CC79A7", banner: "#E69F00",
    bannerInk: "#15191E")

  /// The colours as CSS custom properties.
  var properties: String {
    "--page:\(page);--surface:\(surface);--ink:\(ink);--soft:\(soft);--line:\(line);--accent:\(accent);"
      + "--met:\(met);--running:\(inProgress);--short:\(oneCourseShort);--unknown:\(unknown);"
      + "--banner:\(banner);--banner-ink:\(bannerInk)"
  }
}
