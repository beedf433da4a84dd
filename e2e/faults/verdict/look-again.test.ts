import { expect, it } from 'vitest';
import { addressesOf } from '../load/addresses.ts';
import type { FaultResult } from '../report/fault-result.ts';
import { goodResult } from '../report/good-result.ts';
import { lookAgain, type Tried } from './look-again.ts';
import type { LoggedRow } from './read-log.ts';

const [FIRST_AT, SECOND_AT] = [1_800_000_000_000, 1_800_000_060_000];
const first = addressesOf('kill-api', FIRST_AT);
const second = addressesOf('kill-worker', SECOND_AT);
const ada = `ada@${first.domain}`;
const eve = `${second.phonePrefix}0001`;

const tried = (name: string, at: number, addresses: Tried['addresses'], to: string, change: Partial<FaultResult> = {}): Tried => ({
  addresses, asked: { asked: new Set([to]), promised: [to] },
  result: { ...goodResult, name, at: new Date(at).toISOString(), ...change },
});
const row = (id: string, to: string, change: Partial<LoggedRow> = {}): LoggedRow => ({ id, to, channel: 'email', status: 'sent', reason: null, messageId: `<${id}@carillon.test>`, resends: 0, interrupted: 0, ...change });

const log = [row('ntf_1', ada), row('com_2', eve, { channel: 'vendor', status: 'delivered', messageId: null, interrupted: 1 })];
const mail = { at: FIRST_AT + 1, to: ada, key: '<ntf_1@carillon.test>' };
const message = { at: SECOND_AT + 1, to: eve, key: 'com_2.1' };
const both = [tried('kill-api', FIRST_AT, first, ada), tried('kill-worker', SECOND_AT, second, eve)];
const find = (faults: readonly Tried[], witness: Parameters<typeof lookAgain>[2]) => lookAgain(faults, log, witness).map(({ lost, duplicates, contradictions }) => [...lost, ...duplicates, ...contradictions]);

it('what holds together stays as it was found', () => {
  expect(find(both, [mail, message])).toEqual([[], []]);
  expect(lookAgain(both, log, [mail, message]).map(({ taken, interrupted }) => [taken, interrupted])).toEqual([[1, 0], [1, 1]]);
});

it.each<[string, Parameters<typeof lookAgain>[2], string[][]]>([
  ['a copy that came in the time of another fault', [mail, { ...mail, at: SECOND_AT + 5 }, message], [[`${ada}: taken 2 times (found at the end of the run)`], []]],
  ['a copy of a campaign\'s message to a telephone', [mail, message, { ...message, key: 'com_2.2' }], [[], [`${eve}: taken 2 times (found at the end of the run)`]]],
  ['a message to an address of no fault, when it was taken', [mail, message, { at: FIRST_AT + 9, to: 'bob@example.org', key: '<x@y>' }], [['bob@example.org: <x@y> was taken, and nobody asked for it (found at the end of the run)'], []]],
  ['a message to a name of a fault for which nobody asked', [mail, message, { at: 1, to: `bob@${second.domain}`, key: '<x@y>' }], [[], [`bob@${second.domain}: <x@y> was taken, and nobody asked for it (found at the end of the run)`]]],
])('%s goes to its fault', (_title, witness, expected) => {
  expect(find(both, witness)).toEqual(expected);
});

it('what was found right afterwards is kept, and not found twice', () => {
  const copy = `${ada}: taken 2 times`;
  expect(find([tried('kill-api', FIRST_AT, first, ada, { duplicates: [copy], lost: ['it was still queued'] }), both[1]!], [mail, mail, message])).toEqual([['it was still queued', copy], []]);
});
