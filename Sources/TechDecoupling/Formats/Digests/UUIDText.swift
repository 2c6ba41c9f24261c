/// Ids made of a namespace and a name: UUIDs of version 5, as text.
///
/// - Source: P. Leach, M. Mealling and R. Salz, RFC 4122, 2005, section 4.3.
enum UUIDText {
  /// The UUID of a name within a namespace of 16 bytes.
  static func version5(_ name: String, in namespace: [UInt8]) -> String {
    var bytes = Array(SHA1.digest(namespace + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = hexadecimal(bytes)
    var (parts, rest) = ([Substring](), digits[...])
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }

  /// Bytes as hexadecimal digits, in lowercase.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
