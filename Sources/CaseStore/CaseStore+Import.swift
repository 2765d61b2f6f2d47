package import Casework
internal import GRDB

// Mail that comes in batches.
extension CaseStore {
  /// Says all that can be said of messages before they are taken in: any thread may do it, while others write.
  package func prepare(_ mails: [IncomingMail], closed: Bool = false, at now: Instant) -> MailBatch {
    var batch = MailBatch(mails, closed: closed, at: now)
    // Who takes the same mailbox in again waits for no case that nobody opens.
    let kept = try? read { database in
      try Set(batch.mails.map(\.digest).filter { try BlobTable.id(digest: $0, database) != nil })
    }
    batch.makeCases(rulebook) { kept?.contains($0) == true }
    return batch
  }

  /// Takes a batch of mail in, oldest first: each message is kept, joined to its case or opens one.
  ///
  /// Repeatable: what is kept already is counted and left. One transaction; call ``finishImport()`` after the last.
  package func take(in batch: MailBatch, by actor: Actor, at now: Instant) throws(StoreError) -> ImportCounts
  {
    try write(by: actor, at: now) { door in
      try door.require(.work)
      var intake = MailIntake(closed: batch.closed, rulebook: rulebook)
      return try intake.take(batch.mails, through: &door)
    }
  }

  /// The same for messages that nobody prepared.
  package func take(
    in mails: [IncomingMail], closed: Bool = false, by actor: Actor, at now: Instant
  ) throws(StoreError) -> ImportCounts {
    try take(in: prepare(mails, closed: closed, at: now), by: actor, at: now)
  }

  /// Lowers durability for the batches of a long import. What they wrote is safe after ``finishImport()``.
  package func beginImport() throws(StoreError) {
    try rephrasing {
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
        // 128 MB of pages instead of 8: each page that many batches touch is copied to the store once.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 16000")
        // With the usual 2 MB a batch writes the same page to the log again and again to make room for others.
        try database.execute(sql: "PRAGMA cache_size = -65536")
      }
    }
  }

  /// Makes everything that was imported safe against a power cut.
  package func finishImport() throws(StoreError) {
    try rephrasing {
      // Two checkpoints at once refuse each other without waiting; all others happen behind the gate.
      try gate.pass {
        try pool.writeWithoutTransaction { database in
          try database.execute(sql: "PRAGMA synchronous = FULL")
          try database.execute(sql: "PRAGMA wal_autocheckpoint = 1000")
          try database.execute(sql: "PRAGMA cache_size = -2000")
          try database.execute(sql: "PRAGMA shrink_memory")
          try database.checkpoint(.passive)
        }
      }
    }
  }
}
