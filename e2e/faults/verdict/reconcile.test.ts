import type { NotificationStatus } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { reconcile, type LogRow } from './reconcile.ts';

const to = 'ada@example.com';
const row = (status: NotificationStatus, more: Partial<LogRow> = {}): LogRow => ({ id: 'ntf_1', to, channel: 'email', status, reason: null, messageId: '<ntf_1@carillon.test>', resends: 0, ...more });
const ofCampaign = (status: NotificationStatus) => row(status, { id: 'com_1', messageId: null });
const mail = { at: 1, to, key: '<ntf_1@carillon.test>' };
const campaignMail = { ...mail, key: '<com_1@carillon.test>' };
const atVendor = (attempt: number) => ({ at: attempt, to, key: `ntf_1.${attempt}` });
const clean = { lost: [], duplicates: [], excused: [], contradictions: [] };
const explained = { reason: 'The mailbox is full.' };
const toAda = { asked: new Set([to]), promised: [to] };
const onlyAsked = { asked: new Set([to]), promised: [] };

describe('holds together', () => {
  it.each([
    ['one that is sent was taken', [row('sent')], [mail]],
    ['one of a campaign that is sent was taken', [ofCampaign('sent')], [campaignMail]],
    ['one whose vendor called back was taken', [row('delivered', { channel: 'vendor' })], [atVendor(1)]],
    ['one that bounced was taken first', [row('bounced')], [mail]],
    ['one that has failed with a reason was not', [row('failed', explained)], []],
    ['one that was skipped with a reason was not', [row('skipped', explained)], []],
    ['an unknown one may have been taken', [row('unknown', explained)], [mail]],
    ['or not', [row('unknown', explained)], []],
  ])('%s', (_title, log, witness) => {
    expect(reconcile(toAda, log, witness)).toEqual(clean);
  });

  it('what nobody was promised may be in the log: the answer may have been lost on its way', () => {
    expect(reconcile(onlyAsked, [row('sent')], [mail])).toEqual(clean);
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
    expect(reconcile(toAda, log, []).lost).toEqual([expect.stringContaining(expected)]);
  });
});

describe('twice is', () => {
  it.each([
    ['one that was taken twice under one Message-ID', row('sent'), [mail, mail]],
    ['one that a vendor took at two attempts', row('delivered', { channel: 'vendor' }), [atVendor(1), atVendor(2)]],
    ['one of a campaign', ofCampaign('sent'), [campaignMail, campaignMail]],
    ['one that was unknown and was sent again by itself', row('sent'), [mail, mail]],
    ['one that is unknown: what may have been sent is not sent again', row('unknown', explained), [mail, mail]],
    ['one that was taken more often than an operator wanted', row('sent', { resends: 1 }), [mail, mail, mail]],
  ])('%s', (_title, log, witness) => {
    expect(reconcile(toAda, [log], witness)).toEqual({ ...clean, duplicates: [`${to}: taken ${witness.length} times`] });
  });

  it.each([
    ['an operator wanted it so', row('sent', { resends: 1 }), [mail, mail]],
    ['an operator wanted it so twice', row('sent', { resends: 2 }), [mail, mail, mail]],
    ['an operator wanted it so, and then nobody knew', row('unknown', { ...explained, resends: 1 }), [mail, mail]],
  ])('excused where %s', (_title, log, witness) => {
    expect(reconcile(toAda, [log], witness)).toEqual({ ...clean, excused: [`${to}: taken ${witness.length} times`] });
  });

  it('one request that was written down twice, whatever became of the second', () => {
    const second = row('sent', { id: 'ntf_2', messageId: '<ntf_2@carillon.test>' });
    const found = reconcile(toAda, [row('sent'), second], [mail, { ...mail, key: '<ntf_2@carillon.test>' }]);
    expect(found.duplicates).toHaveLength(1);
    expect(found.contradictions).toEqual([`${to}: one request, 2 notifications (ntf_1, ntf_2)`]);
  });
});

describe('a contradiction is', () => {
  it.each([
    ['sent, and nobody took it', [row('sent')], [], 'nobody took it'],
    ['sent by a campaign, and nobody took it', [ofCampaign('sent')], [], 'nobody took it'],
    ['failed, and it was taken', [row('failed', explained)], [mail], 'was taken'],
    ['cancelled, and it was taken', [row('cancelled', explained)], [mail], 'was taken'],
    ['a mail that no log knows', [row('sent')], [mail, { ...mail, key: '<other@carillon.test>' }], 'no log knows it'],
    ['a mail to somebody for whom nobody asked', [row('sent')], [mail, { at: 1, to: 'eve@example.com', key: '<ntf_9@carillon.test>' }], 'nobody asked for it'],
    ['a notification to somebody for whom nobody asked', [row('sent'), row('failed', { ...explained, id: 'ntf_9', to: 'eve@example.com' })], [mail], 'nobody asked for it'],
  ])('%s', (_title, log, witness, expected) => {
    expect(reconcile(toAda, log, witness).contradictions).toEqual([expect.stringContaining(expected)]);
  });
});
