import Testing

@testable import TechDecoupling

@Suite struct DigestTests {
  @Test(
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (String(repeating: "a", count: 200), "e61cfffe0d9195a525fc6cf06ca2d77119c24a40"),
    ])
  func `a digest is that of the standard`(text: String, digest: String) {
    #expect(SHA1.hexadecimal(text) == digest)
  }

  @Test func `messages of every length around a block are padded`() {
    // The digest of the digests of all, by another implementation.
    let all = (0...130).map { SHA1.hexadecimal(String(repeating: "x", count: $0)) }.joined()
    #expect(SHA1.hexadecimal(all) == "264556ac95806d1e869b3f1fad8691f6633bcdfa")
  }

  @Test func `a UUID of version 5 is that of the standard`() {
    #expect(
      UUIDText.version5("lab:é", in: STIX.namespace) == "04fc9270-27cf-5727-a432-4676bc829a10")
  }
}
