import { expect, it } from 'vitest';
import { createTemplateRenderer } from './create-template-renderer.ts';

const source = { subject: 'Hello', html: '{{ name }}{{ name }}', text: null, layout: 'none' as const };

/** Data whose name keeps the process for longer than a template may take, so many times. */
function heldUp(times: number): { name: string } {
  let left = times;
  return {
    get name() {
      left -= 1;
      const until = performance.now() + (left >= 0 ? 250 : 0);
      while (performance.now() < until);
      return 'Ada';
    },
  };
}
const renderer = createTemplateRenderer({ renderMs: 150 });

it('a process that was held up while it filled a template fills it once more', () => {
  expect(renderer.render(source, heldUp(1)).html).toBe('AdaAda');
});

it('a template that is too slow again is refused', () => {
  expect(() => renderer.render(source, heldUp(10))).toThrow('the template takes too long to render');
});
