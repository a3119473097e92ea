/** The machine lacks something without which nothing can go on; the message is the sentence to show. Exit 1. */
export class SetupFault extends Error {
  /** Known by its name to the program, which is bundled apart and hands it on. */
  name = 'SetupFault';
}

/** Ctrl-C or a request to end. `exitCode` is 128 + the signal's number. */
export class Interrupted extends Error {
  /** @param {number} exitCode */
  constructor(exitCode) {
    super('interrupted');
    this.exitCode = exitCode;
  }
}

/**
 * TensorFlow cannot be had. `kind` says when it pays to look again: a `machine` that lacks something is looked at at
 * each start (that costs nothing), what `attempt`s found out is believed for an hour or until `npm run setup`.
 */
export class NoTensorflow extends Error {
  /** @param {'machine' | 'attempt'} kind @param {string} reason */
  constructor(kind, reason) {
    super(reason);
    this.kind = kind;
  }
}
