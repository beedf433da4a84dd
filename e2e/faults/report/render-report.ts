import { breaches, type FaultResult, type Results } from './fault-result.ts';

const HEAD = `# Reliability, tried

Written by \`npm run faults\` itself (\`npm run faults -- kill smtp\` tries those whose names begin so, and \`--seed 7\` chooses the moments).
Figures are of one machine at one time.

The built product runs as it does under PM2: API, two workers, scheduler, sql-service, mongo-service, document store, Redis and vendor, each a
process of its own that is started again when it ends. All the while clients ask for 8 to 15 notifications a second, each to an address of its own,
with an Idempotency-Key, and ask again after a 5xx or a broken connection until they are answered: two thirds by mail and at once, others for a
moment later or by the vendor; while processes are killed, and Redis or the store is away, payments become due besides, and are swept and
reminded of. Then one thing after another goes wrong. When all has come to rest, the product's log is held against a **witness**: what the mail
server, a process of its own, wrote to its own file before it answered, by Message-ID, and what the vendor wrote to its. Times are set short:
retries after 1 to 4 s, leases of 4.5 s, lost jobs looked for every 2 s and missed after 10 s (by default 15 s to an hour, 67.5 s, 10 s and 120 s).

- **promised**: answered with 202, or due by a rule. **taken**: how many the witness has. **failed**, **unknown**: how many ended so, with a reason.
- **lost**: promised, never taken, and in no final state with a reason. Must be 0.
- **twice**: taken more than once. Must be 0, but for those the log itself calls \`unknown\` or an operator had sent again (in brackets).
- **against the witness**: sent in the log and never taken, taken and failed in the log, taken and in no log, one request with two notifications. Must be 0.
- **counters**: the dashboard's numbers against the rows, for each minute, after the run. A process that dies between a change and its count
  leaves a difference, which \`maintenance.verify-counters\` mends when the minute has been at rest for another.
- **by itself**: processes that ended by themselves and were started again. None may need a hand.
- **recovery**: from when it was mended until a fresh message was taken within two seconds, the longest where it happened several times.
  **rest**: from the last request until nothing was under way any more.
`;

/** `docs/reliability.md`, from the newest result of each fault; `notTried` are those that have none. */
export function renderReport(faults: Results, notTried: readonly string[] = []): string {
  const results = Object.values(faults);
  const tried = results.filter(({ notProven }) => notProven === null);
  const broken = results.flatMap((result) => breaches(result).map((breach) => `- \`${result.name}\`: ${breach}`));
  const sum = (figure: (result: FaultResult) => number) => tried.reduce((total, result) => total + figure(result), 0);
  return [
    HEAD,
    '| fault | on | promised | taken | failed | unknown | lost | twice | against the witness | counters | by itself | recovery | rest |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |',
    ...results.map(renderRow),
    `| **all** | | ${sum(({ promised }) => promised)} | ${sum(({ taken }) => taken)} | ${sum(({ failed }) => failed)} | ${sum(({ unknown }) => unknown)} | ${sum(({ lost }) => lost.length)} | ${sum(({ duplicates }) => duplicates.length)} | ${sum(({ contradictions }) => contradictions.length)} | | ${sum(({ endedByThemselves }) => endedByThemselves)} | | |`,
    '',
    `${sum(({ kills }) => kills)} times a process was killed with SIGKILL. ${handsOf(tried)}`,
    ...(notTried.length === 0 ? [] : ['', `**Not proven yet**, as they were not tried since the suite has them: ${notTried.map((name) => `\`${name}\``).join(', ')}.`]),
    ...(broken.length === 0 ? [] : ['', '## What does not hold', '', ...broken]),
    '',
  ].join('\n');
}

function renderRow(result: FaultResult): string {
  const { name, title, at, promised, taken, failed, unknown, lost, duplicates, excused, contradictions, endedByThemselves, recoveryMs, restMs, countersAgree, notProven } = result;
  const head = `| **${name}**<br>${title} | ${dayOf(at)}`;
  if (notProven !== null) return `${head} | not proven: ${notProven} | | | | | | | | | | |`;
  const twice = `${duplicates.length}${excused.length === 0 ? '' : ` (${excused.length})`}`;
  return `${head} | ${promised} | ${taken} | ${failed} | ${unknown} | ${lost.length} | ${twice} | ${contradictions.length} | ${countersAgree === null ? 'not compared' : countersAgree ? 'agree' : '**differ**'} | ${endedByThemselves} | ${recoveryMs === null ? '**never**' : seconds(recoveryMs)} | ${seconds(restMs)} |`;
}

function handsOf(results: readonly FaultResult[]): string {
  const hands = results.flatMap(({ handsNeeded }) => handsNeeded);
  return hands.length === 0 ? 'No process needed a hand.' : `A hand was needed: ${hands.join('; ')}.`;
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
