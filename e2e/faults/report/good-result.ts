import type { FaultResult } from './fault-result.ts';

/** For tests: a fault in which every promise held. */
export const goodResult: FaultResult = {
  name: 'kill-api', title: '`kill -9` of the API', at: '2026-03-29T01:59:00.000Z', seed: 7, commit: 'b313339', notProven: null, met: {}, kills: 0, promised: 1, byCampaign: 0, taken: 1, failed: 0, unknown: 0, interrupted: 0,
  triedAgain: 0, lost: [], duplicates: [], excused: [], contradictions: [], refused: [], endedByThemselves: 0, handsNeeded: [], probe: 'mail', recoveryMs: 0, open: [], restMs: 0, miscounted: [], mayMiscount: false, countersAgree: true,
};
