import { expect, it } from 'vitest';
import { rankReasons, type FailedDocument } from './rank-reasons.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 4, minute));
const failed = (id: string, reason: string | null, codes: (number | null)[], changed: number): FailedDocument => ({ _id: id, reason, attempts: codes.map((code) => ({ code })), updatedAt: at(changed) });

it.each<{ title: string; rows: FailedDocument[]; ranked: unknown[] }>([
  { title: 'nothing that failed is no error', rows: [], ranked: [] },
  {
    title: 'the most frequent comes first, with its newest notification and its last change',
    rows: [failed('d', 'full', [552], 1), failed('c', 'refused', [550], 2), failed('b', 'refused', [550], 9)],
    ranked: [{ reason: 'refused', code: 550, count: 2, lastAt: at(9), sampleId: 'c' }, { reason: 'full', code: 552, count: 1, lastAt: at(1), sampleId: 'd' }],
  },
  {
    title: 'of equally frequent ones the last to happen comes first',
    rows: [failed('b', 'full', [552], 1), failed('a', 'refused', [550], 2)],
    ranked: [expect.objectContaining({ reason: 'refused' }), expect.objectContaining({ reason: 'full' })],
  },
  {
    title: 'one reason with two codes is one, as it is in the log, with the code of the last attempt of the newest',
    rows: [failed('b', 'refused', [450, 550], 1), failed('a', 'refused', [550, 554], 2)],
    ranked: [{ reason: 'refused', code: 550, count: 2, lastAt: at(2), sampleId: 'b' }],
  },
  {
    title: 'the code of an acceptance is none of an error: the vendor said later that it failed',
    rows: [{ _id: 'a', reason: 'The phone is switched off', attempts: [{ code: 503, outcome: 'temporary' }, { code: 202, outcome: 'accepted' }], updatedAt: at(1) }],
    ranked: [{ reason: 'The phone is switched off', code: null, count: 1, lastAt: at(1), sampleId: 'a' }],
  },
  { title: 'what nobody gave a reason for is one of them, too', rows: [failed('a', null, [], 1)], ranked: [{ reason: null, code: null, count: 1, lastAt: at(1), sampleId: 'a' }] },
])('$title', ({ rows, ranked }) => {
  expect(rankReasons(rows)).toEqual(ranked);
});
