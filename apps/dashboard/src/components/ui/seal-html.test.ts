import { expect, it } from 'vitest';
import { sealHtml } from './seal-html.ts';

it('puts the policy before anything the message brings', () => {
  const sealed = sealHtml('<html><head><script>alert(1)</script>');
  expect(sealed.indexOf('Content-Security-Policy')).toBeLessThan(sealed.indexOf('<html>'));
});

it('allows neither scripts nor requests', () => {
  expect(sealHtml('')).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
});
