import { describe, expect, it } from 'vitest';
import { createSessionCookie } from './session-cookie.ts';

const until = new Date('2026-11-21T12:00:00Z');

describe('the session cookie', () => {
  it('is out of reach for scripts and other sites', () => {
    expect(createSessionCookie({ secure: false, https: false }).set('token', until)).toBe('carillon_session=token; Path=/; HttpOnly; SameSite=Strict; Expires=Sat, 21 Nov 2026 12:00:00 GMT');
  });

  it('is bound to this host and to HTTPS in production', () => {
    expect(createSessionCookie({ secure: true, https: true }).set('token', until)).toContain('__Host-carillon_session=token; Path=/; HttpOnly; SameSite=Strict; Secure;');
  });

  it('keeps its plain name where a production server is tried on http://localhost', () => {
    expect(createSessionCookie({ secure: true, https: false }).set('token', until)).toMatch(/^carillon_session=token; .*; Secure;/);
  });

  it('is taken back by one that has run out', () => {
    expect(createSessionCookie({ secure: false, https: false }).clear()).toContain('carillon_session=; Path=/; HttpOnly; SameSite=Strict; Expires=Thu, 01 Jan 1970');
  });

  it.each([
    ['alone', 'carillon_session=abc.def', 'abc.def'],
    ['among others', 'theme=dark; carillon_session=abc.def; other=1', 'abc.def'],
    ['not where only its name ends alike', 'not_carillon_session=abc', null],
    ['not where there is none', undefined, null],
  ])('is found %s', (_title, header, expected) => {
    expect(createSessionCookie({ secure: false, https: false }).read(header)).toBe(expected);
  });
});
