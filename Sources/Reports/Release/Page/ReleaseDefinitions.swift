/// What each measure of the page for inside the district counts, and how its numbers are read.
struct ReleaseDefinitions {
  let input: ReleaseInput

  func html() -> String {
    let rows = input.measures.map(PublicDefinitions.row)
    let heads = [
      Bilingual("Measure", "Medida"), Bilingual("Counts (x)", "Cuenta (x)"), Bilingual("Out of (n)", "De (n)"),
      Bilingual("Source", "Fuente"),
    ].map { "<th scope=\"col\">\($0.html)</th>" }
    return """
      <section id="definitions">
      <h2>\(Bilingual.text("Definitions", "Definiciones"))</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Definitions / Definiciones"><table class="definitions">
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>
      <ul class="notes">
      \(notes.map { "<li>\($0.html)</li>" }.joined(separator: "\n"))
      </ul>
      </section>

      """
  }

  private var notes: [Bilingual] {
    let oneSided = input.families.filter { !$0.partitionsAll }.map { Bilingual.title(of: $0) }
    return [
      Bilingual(
        "<b>Rate</b> = x divided by n, rounded half up; nobody in a group means no rate.",
        "<b>Tasa</b> = x dividido entre n, redondeada; un grupo sin estudiantes no tiene tasa."),
      Bilingual(
        "<b>Gap</b> = the rate of a group minus the rate of all others at the same place, in percentage points, computed from "
          + "exact counts.",
        "<b>Brecha</b> = la tasa de un grupo menos la de todos los demás del mismo lugar, en puntos porcentuales, calculada con "
          + "cuentas exactas."),
      Bilingual(
        "<b>Needed</b> = how many more students of the group would close the gap while the others stay where they are.",
        "<b>Faltan</b> = cuántos estudiantes más del grupo cerrarían la brecha mientras los demás se quedan donde están."
      ),
      Bilingual(
        "<b>Small group</b> = 10 students or fewer: one student moves the rate by 10 points or more. The sentences leave such "
          + "groups out. A difference smaller than chance alone may bring (0.98 divided by the square root of n, at least 3 points) "
          + "is called no clear difference.",
        "<b>Grupo pequeño</b> = 10 estudiantes o menos: un solo estudiante mueve la tasa 10 puntos o más. Las frases no los "
          + "mencionan. Una diferencia menor que la que puede traer el azar (0.98 entre la raíz cuadrada de n, al menos 3 puntos) no "
          + "se llama diferencia clara."),
      Bilingual(
        "Groups stand in the same alphabetical order everywhere, all students first; schools stand in alphabetical order, never "
          + "by result. One side only is shown for: \(oneSided.map(\.english).joined(separator: ", ")).",
        "Los grupos están siempre en el mismo orden, primero todos los estudiantes; las escuelas, en orden alfabético, nunca por "
          + "resultado. Solo se muestra un lado de: \(oneSided.map(\.spanish).joined(separator: ", "))."),
      Bilingual(
        "School years before this one stand as they were published; * = not shown then.",
        "Los años escolares anteriores están como se publicaron; * = no se mostró entonces."),
      Bilingual(
        "Rates with different denominators must not be compared; <code>definitions.csv</code> names what may be.",
        "No se deben comparar tasas con denominadores distintos; <code>definitions.csv</code> dice cuáles se pueden comparar."
      ),
    ]
  }
}
