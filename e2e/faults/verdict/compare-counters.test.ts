import { expect, it } from 'vitest';
import { differencesOf, differencesSince, type Counts } from './compare-counters.ts';

const minute = 'minute 01:59';
const of = (counts: Counts) => new Map([[minute, counts]]);

it.each<[string, Map<string, Counts>, Map<string, Counts>, [string, string][]]>([
  ['the same', of({ sent: 2 }), of({ sent: 2 }), []],
  ['none, and a counter of zero', new Map(), of({ sent: 0 }), []],
  ['a state that was not counted', of({ sent: 2, failed: 1 }), of({ sent: 2 }), [[minute, '-1 failed']]],
  ['a change that was not counted', of({ sent: 2 }), of({ sent: 1, sending: 1 }), [[minute, '+1 sending, -1 sent']]],
  ['a counter of nothing', new Map(), of({ sent: 1 }), [[minute, '+1 sent']]],
  ['rows without a counter', of({ sent: 1 }), new Map(), [[minute, '-1 sent']]],
])('rows against counters: %s', (_title, rows, said, expected) => {
  expect([...differencesOf(rows, said)]).toEqual(expected);
});

it.each<[string, [string, string][], [string, string][], string[]]>([
  ['was there before', [[minute, '-1 sent']], [[minute, '-1 sent']], []],
  ['was mended meanwhile', [[minute, '-1 sent']], [], []],
  ['is new', [], [[minute, '-1 sent']], [`${minute}: -1 sent`]],
  ['has grown', [[minute, '-1 sent']], [[minute, '-2 sent']], [`${minute}: -2 sent`]],
])('a difference that %s', (_title, before, now, expected) => {
  expect(differencesSince(new Map(before), new Map(now))).toEqual(expected);
});
