extension OracleDiscipline {
  /// UC's name of each discipline, as it stands in course lists.
  package static let names = [
    "US": "U.S. History", "WORLD": "World History / Cultures / Historical Geography",
    "CIV": "Civics / American Government", "SOC": "History / Social Science", "ENG": "English",
    "ELD": "English as a Second Language (ESL) / English Language Development (ELD)", "ALG1": "Algebra I",
    "GEO": "Geometry", "ALG2": "Algebra II", "M1": "Mathematics I", "M2": "Mathematics II", "M3": "Mathematics III",
    "PRECALC": "Pre-Calculus", "TRIG": "Trigonometry", "CALC": "Calculus", "STAT": "Statistics",
    "OAM": "Other Advanced Mathematics", "DATA": "Data Science", "CS": "Computer Science",
    "BIO": "Biology / Life Sciences", "CHEM": "Chemistry", "PHYS": "Physics", "ESS": "Earth and Space Sciences",
    "BIO/ES": "Biology / Earth and Space Sciences", "CHEM/ES": "Chemistry / Earth and Space Sciences",
    "PHYS/ES": "Physics / Earth and Space Sciences", "INT": "Integrated Science",
    "INTERD": "Interdisciplinary Sciences", "APPLIED": "Applied Science", "ENGR": "Engineering",
    "L1": "LOTE Level 1", "L2": "LOTE Level 2", "L3": "LOTE Level 3", "L4": "LOTE Level 4+", "DANCE": "Dance",
    "MUSIC": "Music", "THEATER": "Theater", "ART": "Visual Arts", "INTARTS": "Interdisciplinary Arts",
    "SCI-BIO": "Science – Biology / Life Sciences", "SCI-CHEM": "Science – Chemistry",
    "SCI-PHYS": "Science – Physics", "SCI-ESS": "Science – Earth and Space Sciences",
    "SCI-INT": "Science – Integrated Science", "SCI-OTHER": "Science – Engineering",
    "INTERDISC": "Interdisciplinary",
  ]
}
