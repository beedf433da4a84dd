import { expect, it } from 'vitest';
import { differencesOf, differencesSince, withoutMinutes, type Counts } from './compare-counters.ts';

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

const rows = new Map<string, Counts>([['minute 2026-03-29T01:58', { sent: 2 }], ['minute 2026-03-29T01:59', { sent: 3 }], ['hour 2026-03-29T01:00', { sent: 5 }], ['campaign cmp_1', { sent: 1 }]]);
const lost = { sent: 1, sending: 1 };
it.each<[string, Record<string, Counts>, [string, string][]]>([
  ['lacks what one of its minutes lacks', { 'minute 2026-03-29T01:58': lost, 'hour 2026-03-29T01:00': { sent: 4, sending: 1 } }, [['minute 2026-03-29T01:58', '+1 sending, -1 sent']]],
  ['lacks something of its own besides', { 'minute 2026-03-29T01:58': lost, 'hour 2026-03-29T01:00': { sent: 3, sending: 2 } }, [['minute 2026-03-29T01:58', '+1 sending, -1 sent'], ['hour 2026-03-29T01:00', '+1 sending, -1 sent']]],
  ['still lacks what its minute lacks no more', { 'hour 2026-03-29T01:00': { sent: 4, sending: 1 } }, [['hour 2026-03-29T01:00', '+1 sending, -1 sent']]],
  ['was given what its minute still lacks', { 'minute 2026-03-29T01:58': lost }, [['minute 2026-03-29T01:58', '+1 sending, -1 sent'], ['hour 2026-03-29T01:00', '-1 sending, +1 sent']]],
])('an hour that %s', (_title, wrong, expected) => {
  const said = new Map([...rows, ...Object.entries(wrong)]);
  expect(new Map(differencesOf(rows, withoutMinutes(rows, said)))).toEqual(new Map(expected));
});
