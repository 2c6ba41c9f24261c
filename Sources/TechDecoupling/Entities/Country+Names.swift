extension Country {
  /// Returns the code of a country by what a source calls it; nil if no country is called so.
  ///
  /// Takes the codes of two and three letters in upper case, the short English name, and the names
  /// that the United Nations and the tables of US export controls use, such as
  /// `Korea (Republic of)` and `Korea, South`. Upper and lower case of names are the same, and `&`
  /// is `and`. Nothing is guessed: a misspelt name has no code.
  ///
  /// - Complexity: O(*n*) in the length of the name.
  /// - Source: ISO 3166-1; UN Terminology Database; 15 CFR part 738, supplement 1, and part 740,
  ///   supplement 1.
  public static func code(named name: String) -> String? {
    if isKnown(name) { return name }
    if let code = code(alpha3: name) { return code }
    return codesByName[plain(name)]
  }

  /// The name of a country that is nearest to one that no country has.
  static func nearestName(to name: String) -> String? {
    nearest(to: plain(name), among: codesByName.keys).flatMap { codesByName[$0] }
      .flatMap { names[$0] }
  }

  /// A name as it is looked up.
  private static func plain(_ name: String) -> String {
    name.lowercased().split(separator: " ").map { $0 == "&" ? "and" : $0 }.joined(separator: " ")
  }

  private static let codesByName: [String: String] = {
    var codes: [String: String] = [:]
    for (code, name) in names { codes[plain(name)] = code }
    for line in otherNames.split(separator: "\n") {
      let code = String(line.prefix(2))
      for name in line.dropFirst(3).split(separator: "|") { codes[plain(String(name))] = code }
    }
    return codes
  }()

  private static let otherNames = """
    AE UAE
    BO Bolivia (Plurinational State of)
    BN Brunei Darussalam
    BS Bahamas, The|The Bahamas
    CD Congo (Democratic Republic of the)|Congo (Democratic Republic of)|Democratic Republic of the Congo
    CG Congo (Republic of the)|Congo
    CI Cote d'Ivoire|Ivory Coast
    CN China (PRC)|People's Republic of China
    CV Cape Verde
    CZ Czech Republic
    FM Micronesia, Federated States of|Micronesia (Federated States of)
    GB United Kingdom of Great Britain and Northern Ireland|UK
    GM Gambia, The|The Gambia
    HK Hong Kong SAR|China, Hong Kong Special Administrative Region
    IR Iran (Islamic Republic of)|Iran, Islamic Republic of
    KN St. Kitts and Nevis
    KP Korea, North|Korea (Democratic People's Republic of)|Democratic People's Republic of Korea
    KR Korea, South|Korea (Republic of)|Korea, Republic of|Republic of Korea
    LA Lao People's Democratic Republic
    LC St. Lucia
    MD Moldova (Republic of)|Republic of Moldova
    MM Burma
    MO Macau|China, Macao Special Administrative Region
    NL Netherlands (Kingdom of the)|The Netherlands
    PS State of Palestine
    RU Russian Federation
    SS South Sudan, Republic of
    ST Sao Tome and Principe
    SX Sint Maarten (the Dutch two-fifths of the island of Saint Martin)
    SY Syrian Arab Republic
    TR Turkey
    TW Taiwan, Province of China
    TZ Tanzania (United Republic of)|United Republic of Tanzania
    US United States of America|USA
    VA Vatican City
    VC St. Vincent and the Grenadines
    VE Venezuela (Bolivarian Republic of)
    VN Viet Nam
    """
}
