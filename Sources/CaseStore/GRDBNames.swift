internal import Casework

/// GRDB has a class of that name; here it is always the register's record.
typealias Record = Casework.Record
