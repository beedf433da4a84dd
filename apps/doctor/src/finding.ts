/** What a check found. `advice` says what to do about a warning or a failure. */
export type Finding =
  | { level: 'ok'; subject: string; text: string }
  | { level: 'warning' | 'failure'; subject: string; text: string; advice: string };

/** Looks at one thing and changes nothing. May reject: then what it looks at can not be reached. */
export interface Check {
  subject: string;
  /** What to do when the check rejects. */
  adviceWhenAway: string;
  run(): Promise<Finding[]>;
}
