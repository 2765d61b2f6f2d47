package import Casework

/// What the console asks of the world outside it. The door carries it out and answers with a ``Reply``.
package enum Request: Sendable, Equatable {
  /// A page of a list; `generation` comes back with the answer, so that an old answer is told from a new one.
  case rows(ListRequest, generation: Int)
  /// A search as it is typed, or a list that must be sorted; takes its time elsewhere and is interrupted by the next.
  case search(Query, ListSort, from: PagePlace, limit: Int, generation: Int)
  /// How many records a query finds; comes when it is ready.
  case count(Query, generation: Int)
  /// How many rows stand before the place of a request; comes when it is ready.
  case countBefore(ListRequest, generation: Int)
  /// About a search besides its hits.
  case ask(SearchQuestion)
  /// A record with its contacts and history.
  case view(reference: String)
  /// Opens a restricted record, for this reason, as long as the console is open.
  case open(reference: String, reason: String)
  /// A table about many records.
  case sheet(SheetRequest)
  /// A change of the register, in the order of the keys.
  case perform(Change)
  /// What a change of many records would come to; nothing is written.
  case preview(Change)
  /// The records that a query finds, to be tagged.
  case rowsToTag(Query, TaggingMode)
  /// The office's people, teams, places, themes and programmes.
  case lists
  /// Writes an attachment to a file that must not exist yet.
  case save(digest: String, part: Int, path: String)
  /// Opens the vault and shows who a participant is; the vault stays open until ``closeVault``.
  case openIdentity(reference: String, passphrase: Passphrase)
  /// Seals who a participant is, while the vault is open.
  case seal(ParticipantIdentity, reference: String)
  /// Forgets the vault's key.
  case closeVault
  /// How many records queues hold, and how pressing they are; the answers come in pieces, when they are ready. A newer
  /// request takes the place of an older one.
  case tally([QueueQuestion], generation: Int)
  /// Keeps a queue in the store.
  case saveQueue(SavedQueue)
  case deleteQueue(SavedQueue)
  /// Long work, to be done beside everything else; what is heard of it bears its number.
  case startJob(JobOrder, id: Int)
  /// Ends a job as soon as it can be ended.
  case stopJob(Int)
  /// Leave this store for the demo.
  case demo
  /// Lets the person write in their own editor, which has the terminal meanwhile. Answered before the next key.
  case compose(String, about: Message)
  /// The person's unfinished texts.
  case drafts
  /// What the person left unfinished in this place.
  case draft(DraftPlace)
  /// Keeps an unfinished text; nobody else is told.
  case keepDraft(Draft)
  /// Forgets an unfinished text: it was filed or thrown away.
  case dropDraft(DraftPlace)
  /// Draw every cell anew: something else wrote on the screen.
  case redraw
  /// Back to the shell until it brings the console back.
  case suspend
  /// Clicks and the wheel come to the console, or are left to the terminal.
  case mouse(Bool)
  /// Leave.
  case quit
}

/// An answer from outside.
package enum Reply: Sendable, Equatable {
  /// To ``Request/rows(_:generation:)``.
  case rows([RecordRow], generation: Int)
  /// To ``Request/search(_:_:from:limit:generation:)``, with where it matched.
  case hits([ListLine], generation: Int)
  /// To ``Request/count(_:generation:)``.
  case counted(Int, generation: Int)
  /// To ``Request/countBefore(_:generation:)``.
  case countedBefore(Int, generation: Int)
  /// To ``Request/ask(_:)``.
  case answered(SearchAnswer)
  /// To ``Request/view(reference:)``; nil when there is no such record.
  case view(RecordView?, history: [HistoryLine])
  /// To ``Request/open(reference:reason:)``: the record may be asked for now.
  case opened(reference: String)
  /// To ``Request/sheet(_:)``.
  case sheet(Sheet)
  case lists(OfficeLists)
  /// To ``Request/preview(_:)``.
  case previewed(Change, BulkOutcome)
  /// To ``Request/rowsToTag(_:_:)``; one more than ``Tags/most`` says that there are more.
  case rowsToTag([RecordRow], Query, TaggingMode)
  /// The change happened.
  case done(Change, Receipt)
  /// The rule's refusal, and whether a typed reason would let the change happen.
  case refused(Change, Message, yieldsToReason: Bool)
  /// Somebody else changed what the change is about: the record as it stands now, who did it, and when.
  case overtaken(Change, Record, by: String, at: Instant)
  /// To ``Request/compose(_:about:)``: the text as it came out of the editor.
  case composed(String)
  /// The editor could not be used, or brought nothing back.
  case notComposed(Message)
  /// To ``Request/drafts``, the newest first.
  case drafts([Draft])
  /// To ``Request/draft(_:)``; nil when nothing is unfinished there.
  case draft(Draft?, DraftPlace)
  case draftKept(DraftPlace, at: Instant)
  case draftNotKept(DraftPlace, Message)
  /// To ``Request/openIdentity(reference:passphrase:)``.
  case identity(ParticipantIdentity, reference: String)
  /// The identity is sealed as it was sent.
  case sealed(reference: String)
  /// The vault was not opened, or nothing was sealed.
  case vaultRefused(Message)
  /// To ``Request/tally(_:generation:)``: some of the counts, by the text of the query.
  case tallied([String: QueueTally])
  case progress(JobProgress, job: Int)
  case ended(JobEnd, job: Int)
  case queueSaved(SavedQueue)
  case queueDeleted(SavedQueue)
  /// The attachment is a file now.
  case saved(path: String)
  /// What was asked for, other than a change, could not be done.
  case failed(Message)
  /// Somebody else changed the store.
  case changedElsewhere
}

extension Reply {
  /// How many records are tagged at once, at most.
  package static let mostRowsToTag = Tags.most
}

/// A queue to be counted.
package struct QueueQuestion: Sendable, Equatable {
  /// As the queue has it.
  package let text: String
  package let query: Query
}

/// What the console knows of the office, handed in when it starts.
package struct OfficeLists: Sendable, Equatable {
  /// Whose register it is.
  package var office: Office
  /// Its people, to whom cases are assigned.
  package var accounts: [Account]
  /// Whom it asks for answers.
  package var teams: [Team]
  /// What cases can be about, place by place.
  package var places: [Place] {
    didSet { placePositions = Self.positions(of: places) }
  }
  /// What cases can be about, subject by subject.
  package var themes: [Theme]
  /// What it has promised to do in every place.
  package var programmes: [CoverageProgramme]
  /// Queues that anybody keeps; the console shows a person those that are for that person.
  package var queues: [SavedQueue]
  /// How long it keeps records.
  package var retention: RetentionRules
  /// Where each place stands among ``places``: a form asks for thousands of titles at once.
  private var placePositions: [String: Int]

  /// Each list in the order in which it is to be shown.
  package init(
    office: Office, accounts: [Account], teams: [Team], places: [Place], themes: [Theme],
    programmes: [CoverageProgramme] = [], queues: [SavedQueue] = [],
    retention: RetentionRules = RetentionRules()
  ) {
    self.office = office
    self.accounts = accounts
    self.teams = teams
    self.places = places
    placePositions = Self.positions(of: places)
    self.themes = themes
    self.programmes = programmes
    self.queues = queues
    self.retention = retention
  }

  /// The people alone: all that a list of cases names. The rest comes in answer to ``Request/lists``.
  package init(people: [Account]) {
    self.init(office: Office(title: ""), accounts: people, teams: [], places: [], themes: [])
  }

  /// At most two letters for an account's column.
  func initials(of account: String?) -> String {
    guard let account else { return "--" }
    return accounts.first { $0.name == account }?.initials ?? String(account.prefix(2)).uppercased()
  }

  func fullName(of account: String) -> String {
    accounts.first { $0.name == account }?.fullName ?? account
  }

  func title(ofTeam name: String) -> String { teams.first { $0.name == name }?.title ?? name }

  func title(ofTheme name: String) -> String { themes.first { $0.name == name }?.title ?? name }

  /// `Abbey, Northfold`: a place with the one that it lies in.
  func title(ofPlace name: String) -> String {
    guard let place = self.place(named: name) else { return name }
    guard let parent = place.parents.first.flatMap({ self.place(named: $0) }) else { return place.title }
    return "\(place.title), \(parent.title)"
  }

  private func place(named name: String) -> Place? { placePositions[name].map { places[$0] } }

  private static func positions(of places: [Place]) -> [String: Int] {
    Dictionary(places.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }
}
