/// Invented names in several heritage styles. Surnames are put together from syllables, so that they are nobody's.
struct Names {
  enum Style: Int, CaseIterable { case spanish, english, hmong, khmer, filipino, african, armenian, pacific }

  struct Person {
    let first: String
    let middle: String
    let last: String
  }

  static func make(_ style: Style, gender: String, from random: inout RandomSource) -> Person {
    let list = styles[style.rawValue]
    let given = gender == "M" ? list.boys : gender == "F" ? list.girls : list.girls + list.boys
    var last = random.pick(list.heads, or: "") + random.pick(list.tails, or: "")
    if style == .spanish, random.chance(220) {
      last += " " + random.pick(list.heads, or: "") + random.pick(list.tails, or: "")
    } else if random.chance(25) {
      last += "-" + random.pick(styles[1].heads, or: "") + random.pick(styles[1].tails, or: "")
    }
    let middle = random.chance(450) ? random.pick(given, or: "") : ""
    return Person(first: random.pick(given, or: ""), middle: middle, last: last)
  }

  private struct List {
    let heads: [String]
    let tails: [String]
    let girls: [String]
    let boys: [String]
  }

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private static let styles: [List] = [
    List(
      heads: words("Alva Cordo Mira Sanda Vela Quinte Robla Pedra Zamo Lucer Monta Ibar Toca Nava Espa Bru Carva Olme"),
      tails: words("rreda nez lla mora ndía tero rasco guín bal rueña drón vides rique zola"),
      girls: words("Ximena Lucía Marisol Itzel Araceli Noemí Paloma Yareli Camila Brisa Esmeralda Dulce Renata Jimena"),
      boys: words("Mateo Ángel Joaquín Iván Rubén Emiliano Saúl Tomás Héctor Adrián Nahúm Gael Ulises Efraín")),
    List(
      heads: words("Ash Thorn Wick Hale Brin Mar Stone Far Lan Holt Wen Cald Elm Rook Sed"),
      tails: words("berry worth lock more sley combe gate dale hurst ridge wyn field mere stead"),
      girls: words("Harper Claire Maeve Willa June Tessa Nora Ivy Hazel Greta Paige Rowan Beth Carys"),
      boys: words("Owen Miles Graham Jonah Silas Wyatt Reid Felix Emmett Calvin Theo Grant Ross Neil")),
    List(
      heads: words("Xa Vu Thao Lao Yi Mou Kha Cha Pha Nhia Tou She"),
      tails: words("vang xeng lor ker mong tyeng dang nou pao sue"),
      girls: words("Mai Pa Kalia Nkauj Gaoly Sheng Bao Maly Yer Chee Ntxhi Pahoua"),
      boys: words("Tou Kong Xeng Pao Meng Fue Vue Toua Leng Chue Nhia Yang")),
    List(
      heads: words("Sok Chan Rith Vann Phal Dara Keo Nim Sarun Bop"),
      tails: words("pheap reth dara vuth mony sith nara pisey krong theara"),
      girls: words("Sophea Bopha Chanthy Leakhena Srey Kunthea Malis Rachana Sokha Veata"),
      boys: words("Visal Dara Rithy Sovann Bora Samnang Piseth Kosal Narin Veasna")),
    List(
      heads: words("Maca Dima Lac Bala Panga Cati Agba Mana Bata Tala Suma Gati"),
      tails: words("raeg lanta san gtas nilo dlangan yani pagal ngit banag quias"),
      girls: words("Tala Analyn Ligaya Jasmin Mayumi Rowena Amihan Divina Luz Hiyas"),
      boys: words("Jun Crisanto Rommel Datu Isagani Bayani Arvin Lakan Noel Efren")),
    List(
      heads: words("Wash Fre Bel Ox Man Jef Car Hen Roll Des Ever Cole"),
      tails: words("bourne lowe don ningham ridge erly vin bright wick manson"),
      girls: words("Amara Nia Imani Zuri Jada Kenya Simone Aaliyah Ebony Tamia Sanaa Deja"),
      boys: words("Malik Darius Kofi Jalen Isaiah Andre Xavier Tyrese Omari Kwame Deshawn Elijah")),
    List(
      heads: words("Karag Mano Zaro Pet Hov Sark Tors Gev Arak Vard"),
      tails: words("ozian ukian esian inian adian osian elian anian"),
      girls: words("Ani Lusine Nare Talin Siran Arpi Mariam Zara Lilit Nazeli"),
      boys: words("Aram Tigran Levon Narek Hayk Davit Vahe Raffi Garen Suren")),
    List(
      heads: words("Tafu Malo Fona Lea Tui Sefo Vaka Mata Ofa Kalo"),
      tails: words("sile manu loa tele nuu fale sina ola mui"),
      girls: words("Sina Leilani Mele Tavita Lose Ana Fetu Moana Salote Talia"),
      boys: words("Sione Tevita Malakai Semisi Ioane Viliami Tama Keoni Afa Lepa")),
  ]
}
