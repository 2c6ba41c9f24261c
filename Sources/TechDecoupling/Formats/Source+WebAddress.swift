extension Source {
  /// Where the source can be read, if that is an address of the web and has no character that
  /// addresses have not.
  var webAddress: String? {
    guard let url, url.hasPrefix("https://") || url.hasPrefix("http://"),
      url.utf8.allSatisfy({ 0x21...0x7E ~= $0 && !"\"<>\\^`{|}".utf8.contains($0) })
    else { return nil }
    return url
  }
}
