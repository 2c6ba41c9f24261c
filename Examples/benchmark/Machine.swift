#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Where and when something was measured.
struct Machine {
  var processor: String
  var cores: Int
  var memory: Int
  var system: String
  var date: String

  /// Words for documentation.
  var description: String {
    let gibibytes = decimals(Double(memory) / 1_073_741_824, 0)
    let cores = cores == 1 ? "1 core" : "\(cores) cores"
    return "\(processor), \(cores), \(gibibytes) GiB, \(system)"
  }

  /// This machine, today in UTC.
  static var current: Machine {
    Machine(
      processor: processor, cores: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
      memory: sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)), system: system,
      date: today)
  }

  private static var today: String {
    var (now, parts) = (time(nil), tm())
    gmtime_r(&now, &parts)
    func digits(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
  }

  private static var system: String {
    #if os(Linux)
      let release = (try? text(of: "/proc/sys/kernel/osrelease")) ?? ""
      return "Linux \(release.split(whereSeparator: \.isWhitespace).first ?? "")"
    #else
      return "Darwin"
    #endif
  }

  private static var processor: String {
    #if os(Linux)
      let lines = ((try? text(of: "/proc/cpuinfo")) ?? "").split(whereSeparator: \.isNewline)
      let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
      return model.map { $0.split(separator: " ").joined(separator: " ") }
        ?? "a processor without a name"
    #else
      var size = 256
      var name = [CChar](repeating: 0, count: size)
      guard sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0) == 0 else {
        return "a processor without a name"
      }
      return String(
        decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #endif
  }
}
