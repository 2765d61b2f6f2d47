internal import CProcess

/// The memory of a process that does nothing but a long import.
package enum KeptMemory {
  /// From now on the memory that one batch gives back stays with the process for the next: to return it to the system and
  /// to ask for it anew takes a tenth of an import. What it holds at most is not more.
  package static func begin() { process_keep_memory() }
}
