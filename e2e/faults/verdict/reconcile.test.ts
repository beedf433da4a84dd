import type { NotificationStatus } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { reconcile, type LogRow } from './reconcile.ts';

const to = 'ada@example.com';
const row = (status: NotificationStatus, more: Partial<LogRow> = {}): LogRow => ({ id: 'ntf_1', to, channel: 'email', status, reason: null, messageId: '<ntf_1@carillon.test>', wasUnknown: false, wasResent: false, ...more });
const mail = { at: 1, to, key: '<ntf_1@carillon.test>' };
const atVendor = (attempt: number) => ({ at: attempt, to, key: `ntf_1.${attempt}` });
const clean = { lost: [], duplicates: [], excused: [], contradictions: [] };
const explained = { reason: 'The mailbox is full.' };

describe('holds together', () => {
  it.each([
    ['one that is sent was taken', [row('sent')], [mail]],
    ['one whose vendor called back was taken', [row('delivered', { channel: 'vendor' })], [atVendor(1)]],
    ['one that bounced was taken first', [row('bounced')], [mail]],
    ['one that has failed with a reason was not', [row('failed', explained)], []],
    ['one that was skipped with a reason was not', [row('skipped', explained)], []],
    ['an unknown one may have been taken', [row('unknown', { ...explained, wasUnknown: true })], [mail]],
    ['or not', [row('unknown', { ...explained, wasUnknown: true })], []],
  ])('%s', (_title, log, witness) => {
    expect(reconcile([{ to }], log, witness)).toEqual(clean);
  });

  it('what nobody was promised may be in the log: the answer may have been lost on its way', () => {
    expect(reconcile([], [row('sent')], [mail])).toEqual(clean);
  });
});

describe('lost is', () => {
  it.each([
    ['one that no log knows', [], 'is in no log'],
    ['one that waits for ever', [row('queued')], 'is still queued'],
    ['one that is always on its way', [row('sending')], 'is still sending'],
    ['one that is tried for ever', [row('retrying')], 'is still retrying'],
    ['one that has failed for no reason', [row('failed')], 'is failed for no reason'],
    ['one that is unknown for no reason', [row('unknown')], 'is unknown for no reason'],
  ])('%s', (_title, log, expected) => {
    expect(reconcile([{ to }], log, []).lost).toEqual([expect.stringContaining(expected)]);
  });
});

describe('twice is', () => {
  it('one that was taken twice under one Message-ID', () => {
    expect(reconcile([{ to }], [row('sent')], [mail, mail])).toEqual({ ...clean, duplicates: [`${to}: taken 2 times`] });
  });

  it('one that a vendor took at two attempts', () => {
    expect(reconcile([{ to }], [row('delivered', { channel: 'vendor' })], [atVendor(1), atVendor(2)]).duplicates).toHaveLength(1);
  });

  it.each([
    ['the log said that it did not know', { wasUnknown: true }],
    ['an operator wanted it so', { wasResent: true }],
  ])('excused where %s', (_title, more) => {
    expect(reconcile([{ to }], [row('sent', more)], [mail, mail])).toEqual({ ...clean, excused: [`${to}: taken 2 times`] });
  });

  it('one request that was written down twice, whatever became of the second', () => {
    const second = row('sent', { id: 'ntf_2', messageId: '<ntf_2@carillon.test>' });
    const found = reconcile([{ to }], [row('sent'), second], [mail, { ...mail, key: second.messageId }]);
    expect(found.duplicates).toHaveLength(1);
    expect(found.contradictions).toEqual([`${to}: one request, 2 notifications (ntf_1, ntf_2)`]);
  });
});

describe('a contradiction is', () => {
  it.each([
    ['sent, and nobody took it', [row('sent')], [], 'nobody took it'],
    ['failed, and it was taken', [row('failed', explained)], [mail], 'was taken'],
    ['cancelled, and it was taken', [row('cancelled', explained)], [mail], 'was taken'],
    ['a mail that no log knows', [row('sent')], [mail, { ...mail, key: '<other@carillon.test>' }], 'no log knows it'],
    ['a mail to somebody whom no log knows', [row('sent')], [mail, { at: 1, to: 'eve@example.com', key: '<ntf_9@carillon.test>' }], 'no log knows it'],
  ])('%s', (_title, log, witness, expected) => {
    expect(reconcile([{ to }], log, witness).contradictions).toEqual([expect.stringContaining(expected)]);
  });
});
