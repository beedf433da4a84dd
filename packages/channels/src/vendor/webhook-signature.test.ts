import { describe, expect, it } from 'vitest';
import { signWebhook, verifyWebhook, type SignedWebhook } from './webhook-signature.ts';

const now = new Date('2026-03-29T01:00:00Z');
const seconds = now.getTime() / 1_000;
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const webhook: SignedWebhook = { id: 'msg_1', timestamp: String(seconds), body: Buffer.from('{"a": 1}') };
const good = signWebhook(webhook, [secret]);
const verify = (change: Partial<SignedWebhook> = {}, signatures = good, secrets = [secret]) => verifyWebhook({ ...webhook, ...change }, signatures, secrets, now).ok;

describe('signWebhook', () => {
  it('makes the signature of the specification\u2019s own example', () => {
    const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: Buffer.from('{"test": 2432232314}') };
    expect(signWebhook(example, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('signs once with each secret', () => {
    expect(signWebhook(webhook, [secret, other]).split(' ')).toEqual([good, signWebhook(webhook, [other])]);
  });
});

describe('verifyWebhook', () => {
  it('accepts what was signed with our secret', () => {
    expect(verify()).toBe(true);
  });

  it.each<[string, Partial<SignedWebhook>]>([
    ['body', { body: Buffer.from('{"a":1}') }],
    ['id', { id: 'msg_2' }],
    ['timestamp', { timestamp: String(seconds - 1) }],
  ])('refuses another %s', (_title, change) => {
    expect(verify(change)).toBe(false);
  });

  it.each<[string, string[], string[], boolean]>([
    ['they sign with the old and the new one, we know the new one', [other, secret], [secret], true],
    ['they sign with the new one, we know both', [secret], [other, secret], true],
    ['they sign with one that we do not know', [other], [secret], false],
  ])('while keys are changed: %s', (_title, signedWith, known, expected) => {
    expect(verify({}, signWebhook(webhook, signedWith), known)).toBe(expected);
  });

  it.each([
    ['five minutes ago', -300, true],
    ['longer ago', -301, false],
    ['five minutes ahead', 300, true],
    ['further ahead', 301, false],
  ])('signed %s', (_title, offset, expected) => {
    const timestamp = String(seconds + offset);
    expect(verify({ timestamp }, signWebhook({ ...webhook, timestamp }, [secret]))).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['another version', good.replace('v1,', 'v2,')],
    ['half a signature', good.slice(0, 20)],
    ['no base64', 'v1,????'],
    ['good ones behind more than ten others', `${'v1,x '.repeat(10)}${good}`],
  ])('refuses %s', (_title, signatures) => {
    expect(verify({}, signatures)).toBe(false);
  });

  it.each(['', 'soon', '-1', '1e9', '17000000000000'])('refuses the timestamp "%s"', (timestamp) => {
    expect(verify({ timestamp }, signWebhook({ ...webhook, timestamp }, [secret]))).toBe(false);
  });
});
