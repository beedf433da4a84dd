/** Thrown by a handler: not now, come back at `at`. Costs no attempt. */
export class RetryAt extends Error {
  readonly at: Date;

  constructor(at: Date, reason: string) {
    super(reason);
    this.name = 'RetryAt';
    this.at = at;
  }
}

/** A job that will never run: its payload does not fit its definition, or nobody here knows its name. */
export class UnreadableJobError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableJobError';
  }
}
