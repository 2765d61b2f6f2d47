import ArgumentParser
import Casework
import Glibc

/// `casebook sample draw|list|frame|receipt|allot|review|reveal|report|verify`
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draw files for a review so that anyone can repeat the draw.",
    subcommands: [
      SampleDrawCommand.self, SampleListCommand.self, SampleFrameCommand.self, SampleReceiptCommand.self,
      SampleAllotCommand.self, SampleReviewCommand.self, SampleRevealCommand.self, SampleReportCommand.self,
      Verify.self,
    ])
  @ParentCommand var casebook: CasebookCommand

  /// Needs no store: a stranger with the receipt and the frame can run it on another machine.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw a sample again from its receipt and its frame, and compare.",
      discussion: """
        The frame is a file with one reference a line in the order of their bytes, each line ended by a line feed; \
        for a sample by area, category, result or track, with a tab and that value after each reference. Exits with \
        status 65 when anything differs.
        """)
    @ParentCommand var sample: SampleCommand
    @Argument(help: "The receipt, as the draw wrote it.") var receipt: String
    @Option(help: ArgumentHelp("The file of the frame.", valueName: "file")) var frame: String
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let receipt = try Self.receipt(at: receipt)
      let verdict = receipt.verdict(against: try FileBytes.all(of: frame))
      json ? Output.line(Self.json(verdict, of: receipt)) : Self.print(verdict, of: receipt)
      guard !verdict.isSound else { return }
      let count = verdict.faults.count
      throw Failure(
        .counted(
          count, one: "The receipt does not hold in \(count) place: it is named above.",
          other: "The receipt does not hold in \(count) places: they are named above."), status: EX_DATAERR)
    }

    private static func receipt(at path: String) throws -> SampleReceipt {
      let bytes = try FileBytes.all(of: path)
      do {
        return try SampleReceipt(reading: JSON(parsing: bytes))
      } catch let fault as JSONFault {
        throw Failure(
          "\(path) is not a receipt: it is no JSON from byte \(fault.offset) on.", status: EX_DATAERR)
      } catch let refusal as SampleRefusal {
        throw Failure(refusal.message, status: EX_DATAERR)
      }
    }

    private static func json(_ verdict: ReceiptVerdict, of receipt: SampleReceipt) -> JSON {
      [
        "ok": .bool(verdict.isSound), "drawn": .integer(receipt.references.count),
        "count": .integer(receipt.count),
        "faults": .array(verdict.faults.map { .string($0.text(in: .english)) }),
        "remarks": .array(verdict.remarks.map { .string($0.text(in: .english)) }),
      ]
    }

    private static func print(_ verdict: ReceiptVerdict, of receipt: SampleReceipt) {
      for fault in verdict.faults { Output.line(fault) }
      if verdict.isSound {
        let drawn = receipt.references.count
        Output.line(
          verdict.remarks.isEmpty
            ? "The receipt holds: the seed draws the same \(drawn) of \(receipt.count) files from the frame."
            : "The receipt holds as far as the frame tells: \(drawn) of \(receipt.count) files are drawn.")
      }
      for remark in verdict.remarks { Output.line(remark) }
    }
  }
}
