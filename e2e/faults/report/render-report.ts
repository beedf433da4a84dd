import { breaches, type FaultResult, type Results } from './fault-result.ts';
import { HEAD, NOT_SHOWN } from './report-texts.ts';

/** `docs/reliability.md`, from the newest result of each fault; `notTried` are those that have none. */
export function renderReport(faults: Results, notTried: readonly string[] = []): string {
  const results = Object.values(faults);
  const proven = results.filter(({ notProven }) => notProven === null);
  const broken = results.flatMap(describeBreaches);
  const sum = (figure: (result: FaultResult) => number) => proven.reduce((total, result) => total + figure(result), 0);
  return [
    HEAD,
    '| fault | on | promised | taken | failed | unknown | interrupted | lost | twice | against the witness | counters | by itself | recovery | rest |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |',
    ...results.map(renderRow),
    `| **all** | | ${sum(({ promised }) => promised)} | ${sum(({ taken }) => taken)} | ${sum(({ failed }) => failed)} | ${sum(({ unknown }) => unknown)} | ${sum(({ interrupted }) => interrupted)} | ${sum(({ lost }) => lost.length)} | ${sum(({ duplicates }) => duplicates.length)} | ${sum(({ contradictions }) => contradictions.length)} | | ${sum(({ endedByThemselves }) => endedByThemselves)} | | |`,
    '',
    `${sum(({ byCampaign }) => byCampaign)} of the messages were promised by campaigns. ${sum(({ kills }) => kills)} times a process was killed with SIGKILL. ${handsOf(results)}`,
    ...(notTried.length === 0 ? [] : ['', `**Not proven yet**, as they were not tried since the suite has them: ${notTried.map((name) => `\`${name}\``).join(', ')}.`]),
    ...(broken.length === 0 ? [] : ['', '## What does not hold', '', ...broken]),
    '',
    NOT_SHOWN,
  ].join('\n');
}

/** `results.json` has them all. */
const MOST_BREACHES = 5;

function describeBreaches(result: FaultResult): string[] {
  const all = breaches(result);
  const more = all.length > MOST_BREACHES ? [`${all.length - MOST_BREACHES} more of this kind or another`] : [];
  return [...all.slice(0, MOST_BREACHES), ...more].map((breach) => `- \`${result.name}\`: ${breach}`);
}

function renderRow(result: FaultResult): string {
  const { name, title, at, seed, commit, met, promised, taken, failed, unknown, interrupted, lost, duplicates, excused, contradictions, endedByThemselves, recoveryMs, restMs, notProven } = result;
  const times = Object.entries(met).map(([what, count]) => `${what} ${count}`).join(', ');
  const head = `| **${name}**<br>${title}${times === '' ? '' : `<br>met: ${times}`} | ${at.slice(0, 10)}<br>${commit}, seed ${seed}`;
  if (notProven !== null) return `${head} | not proven: ${notProven} | | | | | | | | | | | |`;
  const twice = `${duplicates.length}${excused.length === 0 ? '' : ` (${excused.length})`}`;
  return `${head} | ${promised} | ${taken} | ${failed} | ${unknown} | ${interrupted} | ${lost.length} | ${twice} | ${contradictions.length} | ${describeCounters(result)} | ${endedByThemselves} | ${seconds(recoveryMs)} | ${seconds(restMs)} |`;
}

/** In brackets: how many said something else than the rows, until they were verified. */
function describeCounters({ countersAgree, miscounted }: FaultResult): string {
  const afterwards = countersAgree === null ? 'not compared' : countersAgree ? 'agree' : '**differ**';
  return `${afterwards}${miscounted.length === 0 ? '' : ` (${miscounted.length})`}`;
}

function handsOf(results: readonly FaultResult[]): string {
  const hands = results.flatMap(({ handsNeeded }) => handsNeeded);
  return hands.length === 0 ? 'No process needed a hand.' : `A hand was needed: ${hands.join('; ')}.`;
}

function seconds(milliseconds: number | null): string {
  return milliseconds === null ? '**never**' : `${(milliseconds / 1_000).toFixed(1)} s`;
}
