import { describe, expect, it } from 'vitest';
import { rewriteLinks } from './rewrite-links.ts';

const rewrite = (html: string) => rewriteLinks(html, (target, link) => `${link}|${target}`);

describe('replaces', () => {
  it.each([
    ['a link', '<a href="https://example.com/">x</a>', '<a href="1|https://example.com/">x</a>'],
    ['each by its number', '<a href="http://a.test">x</a><a href="http://b.test">y</a>', '<a href="1|http://a.test">x</a><a href="2|http://b.test">y</a>'],
    ['whatever the quotes', "<a href='https://a.test/x'>x</a><a href=https://b.test>y</a>", '<a href="1|https://a.test/x">x</a><a href="2|https://b.test">y</a>'],
    ['whatever the case', '<A CLASS="b" HREF = "HTTPS://A.test/">x</A>', '<A CLASS="b" HREF="1|HTTPS://A.test/">x</A>'],
    ['its true target', '<a href="https://a.test/?x=1&amp;y=2&#38;z=%26">x</a>', '<a href="1|https://a.test/?x=1&amp;y=2&amp;z=%26">x</a>'],
    ['an area of a map', '<area href="https://a.test/">', '<area href="1|https://a.test/">'],
    ['the first of two, as browsers do', '<a href="https://a.test/" href="https://b.test/">x</a>', '<a href="1|https://a.test/" href="https://b.test/">x</a>'],
    ['behind an attribute with a bracket in it', '<a title="a > b" href="https://a.test/">x</a>', '<a title="a > b" href="1|https://a.test/">x</a>'],
  ])('%s', (_title, html, expected) => {
    expect(rewrite(html)).toBe(expected);
  });
});

describe('leaves alone', () => {
  it.each([
    ['an address to write to', '<a href="mailto:ada@example.com">x</a>'],
    ['a number to call', '<a href="tel:+4930901820">x</a>'],
    ['a script', '<a href="javascript:alert(1)">x</a>'],
    ['an address without a scheme', '<a href="//a.test/">x</a><a href="/x">y</a><a href="#top">z</a>'],
    ['what only looks like one', '<a href="https://">x</a>'],
    ['an attribute inside of another', '<a title="x href=https://a.test/">x</a>'],
    ['an attribute of another name', '<a data-href="https://a.test/">x</a>'],
    ['an element of another name', '<abbr href="https://a.test/">x</abbr><link href="https://a.test/x.css">'],
    ['a comment', '<!-- <a href="https://a.test/">x</a> -->'],
    ['a style', '<style>/* <a href="https://a.test/"> */</style>'],
    ['a tag without an end', '<a href="https://a.test/'],
    ['plain text', 'https://a.test/'],
  ])('%s', (_title, html) => {
    expect(rewrite(html)).toBe(html);
  });

  it('what it is told to', () => {
    expect(rewriteLinks('<a href="https://a.test/">x</a>', () => null)).toBe('<a href="https://a.test/">x</a>');
  });
});
