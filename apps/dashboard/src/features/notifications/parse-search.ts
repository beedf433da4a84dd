import { NotificationFilter } from '@carillon/domain';
import type { FilterName } from './filter-state.ts';

const names: Record<string, FilterName> = {
  status: 'status', is: 'status', channel: 'channel', category: 'category', rule: 'rule', template: 'template', tag: 'tag', recipient: 'recipient', to: 'recipient', user: 'userId', payment: 'paymentId',
};

/**
 * Reads what was typed into the search box: `status:failed to:ada@example.com invoice` sets filters and leaves `invoice` as what is searched for.
 * A token whose name or value is not known is searched for, so that nothing typed is silently lost.
 */
export function parseSearch(typed: string): Partial<NotificationFilter> {
  const words: string[] = [];
  const filter: Record<string, unknown> = {};
  for (const token of typed.split(/\s+/).filter((part) => part !== '')) {
    const [, key = '', value = ''] = /^([a-z]+):(.+)$/i.exec(token) ?? [];
    const name = names[key.toLowerCase()];
    const parsed = name === undefined ? undefined : NotificationFilter.shape[name].safeParse(value);
    if (name !== undefined && parsed?.success === true) filter[name] = parsed.data;
    else words.push(token);
  }
  return NotificationFilter.parse(words.length === 0 ? filter : { ...filter, search: words.join(' ').slice(0, 200) });
}
