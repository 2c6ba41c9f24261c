import TestSupport
import Testing

@testable import TechDecoupling

/// The addresses of a page, and the digests that they and its policy are made with.
@Suite struct AddressTests {
  @Test func `an address says what it is of`() {
    let atom = Access.withheldFrom(Seeds.v4, Seeds.nvidia)
    #expect(Address.finding(atom) == "finding.withheld-from.deepseek-v4.nvidia")
    #expect(Address.claim("v4.é refused", 0) == "claim.v4_2e_c3_a9_20refused.1")
    #expect(Address.source("a_b") == "source.a_5fb")
  }

  @Test func `two texts never have one address, and a long one is cut`() {
    var random = RepeatableRandom(seed: 11)
    var seen: [String: EntryID] = [:]
    for _ in 0..<2_000 {
      let id = EntryID(HostileText.text(&random) + HostileText.text(&random))
      let address = Address.entry(id)
      #expect(address.utf8.count <= 100)
      #expect(address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") })
      #expect(seen[address] ?? id == id)
      seen[address] = id
    }
    #expect(seen.count > 1_000)
    let long = String(repeating: "a", count: 300)
    #expect(Address.entry(EntryID(long)) != Address.entry(EntryID(long + "a")))
  }

  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
  ])
  func `a digest is that of the standard's examples`(_ message: String, _ digest: String) {
    #expect(SHA256.source(of: Array(message.utf8)) == "sha256-" + digest)
  }

  @Test func `messages of every length around a block have digests of their own`() {
    let digests = Set((50...130).map { SHA256.digest(of: [UInt8](repeating: 7, count: $0)) })
    #expect(digests.count == 81)
    #expect(digests.allSatisfy { $0.count == 32 })
  }
}
