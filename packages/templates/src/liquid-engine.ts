import { Liquid } from 'liquidjs';
import { dateInZone } from './filters/date-in-zone.ts';
import { money } from './filters/money.ts';
import { webUrl } from './filters/web-url.ts';
import { toHtml, toText } from './output-text.ts';
import { StrictAssign } from './strict-assign.ts';
import { templateLimits } from './template-limits.ts';

/** Tags that read other templates. There are none to read, so they are unknown tags. */
const TAGS_LEFT_OUT = ['include', 'render', 'layout', 'block'];

/**
 * A Liquid engine for one kind of output. Every output of the `html` engine is escaped, and no filter switches that off
 * (`raw` does not exist; `newline_to_br` escapes first). Nothing in it reaches a disk, the zone of this machine or a prototype.
 */
export function createLiquidEngine(output: 'html' | 'plain', renderMs: number = templateLimits.renderMs): Liquid {
  const engine = new Liquid({
    templates: {},
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    catchAllErrors: true,
    ownPropertyOnly: true,
    renderLimit: renderMs,
    memoryLimit: templateLimits.memory,
    timezoneOffset: 0,
    locale: 'en-US',
    outputEscape: output === 'html' ? toHtml : toText,
  });
  for (const tag of TAGS_LEFT_OUT) delete engine.tags[tag];
  engine.registerTag('assign', StrictAssign);
  engine.unregisterFilter('raw');
  engine.registerFilter('money', money);
  engine.registerFilter('date_in_zone', dateInZone);
  engine.registerFilter('web_url', webUrl);
  if (output === 'html') {
    engine.registerFilter('escape', { raw: true, handler: toHtml });
    engine.registerFilter('newline_to_br', { raw: true, handler: (value: unknown) => toHtml(value).replace(/\r?\n/g, '<br>\n') });
  }
  return engine;
}
