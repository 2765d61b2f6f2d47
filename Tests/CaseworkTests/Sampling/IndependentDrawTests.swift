import Casework
import Testing

/// The draw as anyone can repeat it with `sha256sum`, `sort` and `head`: this shares no code with ours.
@Suite struct IndependentDrawTests {
  private let seed = "3 1 4 1 5, thrown by the bishop: é"

  @Test func theFramesDigestIsWhatSha256sumPrints() throws {
    let frame = try SampleFrame(query: "", references: forceReferences(150).reversed())
    let file = try ScratchFile(frame.fileBytes)
    #expect(try shell(#"sha256sum < "$1" | cut -c1-64"#, file.path) == frame.sha256 + "\n")
    #expect(try shell(#"sort -c "$1" && wc -l < "$1""#, file.path) == "150\n")
  }

  @Test func theDigestOfAFrameWithStrataIsThatOfItsFirstColumn() throws {
    let frame = try SampleFrame(query: "", members: areaMembers(60))
    let file = try ScratchFile(frame.fileBytes)
    #expect(try shell(#"cut -f1 "$1" | sha256sum | cut -c1-64"#, file.path) == frame.sha256 + "\n")
  }

  @Test func aSampleIsTheLowestTickets() throws {
    let frame = try SampleFrame(query: "", references: forceReferences(150))
    let draw = try SampleDraw(from: frame, size: 25, seed: seed)
    let file = try ScratchFile(frame.fileBytes)
    let script = #"""
      while IFS= read -r reference; do
        printf '%s %s\n' "$(printf '%s,%s' "$2" "$reference" | sha256sum | cut -c1-64)" "$reference"
      done < "$1" | sort | head -n 25
      """#
    let drawn = draw.strata.flatMap(\.drawn).map { "\($0.ticket) \($0.reference)\n" }.joined()
    #expect(try shell(script, file.path, seed) == drawn)
  }

  @Test func aSampleByAreaIsTheLowestTicketsOfEachArea() throws {
    let frame = try SampleFrame(query: "", members: areaMembers(100))
    let passedOver = frame.references[17]
    let draw = try SampleDraw(
      from: frame, size: 20, seed: seed, exclusions: [passedOver: "Still before a court."])
    let file = try ScratchFile(frame.fileBytes)
    let script = #"""
      tab=$(printf '\t')
      while IFS="$tab" read -r reference stratum; do
        [ "$stratum" = "$3" ] && [ "$reference" != "$4" ] || continue
        printf '%s %s\n' "$(printf '%s,%s' "$2" "$reference" | sha256sum | cut -c1-64)" "$reference"
      done < "$1" | sort | head -n "$5"
      """#
    #expect(draw.strata.map(\.name) == ["Afon Ddu, y Dre", "North", "South"])
    #expect(draw.strata.map(\.size) == [2, 12, 6])
    for stratum in draw.strata {
      let drawn = stratum.drawn.map { "\($0.ticket) \($0.reference)\n" }.joined()
      #expect(try shell(script, file.path, seed, stratum.name, passedOver, "\(stratum.size)") == drawn)
    }
  }
}
