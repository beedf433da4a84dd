import { Liquid } from 'liquidjs';
import { expect, it, vi } from 'vitest';
import { createCompiledTemplates } from './compiled-templates.ts';
import { templateLimits } from './template-limits.ts';

function watchedEngine() {
  const engine = new Liquid();
  const parse = vi.spyOn(engine, 'parse');
  return { parse, compile: createCompiledTemplates(engine) };
}

it('parses a source once', () => {
  const { parse, compile } = watchedEngine();
  expect(compile('{{ a }}')).toBe(compile('{{ a }}'));
  expect(parse).toHaveBeenCalledTimes(1);
});

it('keeps the sources that are used, and forgets the ones that are not', () => {
  const { parse, compile } = watchedEngine();
  compile('unused');
  Array.from({ length: templateLimits.compiled * 2 }, (_, index) => [compile(`source ${index}`), compile('used')]);
  parse.mockClear();
  compile('used');
  expect(parse).not.toHaveBeenCalled();
  compile('unused');
  expect(parse).toHaveBeenCalledTimes(1);
});

it('does not keep what can not be parsed', () => {
  const { parse, compile } = watchedEngine();
  expect(() => compile('{{ a')).toThrow('not closed');
  expect(() => compile('{{ a')).toThrow('not closed');
  expect(parse).toHaveBeenCalledTimes(2);
});
