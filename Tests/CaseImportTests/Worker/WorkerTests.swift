import Testing

/// Tests that start workers run one after another: some kill or stop all workers of this process.
@Suite(.serialized) struct WorkerTests {}
