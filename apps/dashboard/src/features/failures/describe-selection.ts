import { channelLabels } from '../../lib/channel-labels.ts';
import type { FailureSelection } from './api/retry-failures.ts';

const names: Record<keyof FailureSelection['filter'], string> = { search: 'search', status: 'state', channel: 'channel', rule: 'rule', category: 'category', template: 'template', recipient: 'recipient', from: 'since', to: 'before' };

/** What is meant, in words: "all that failed with search “ada”, for 2 reasons". */
export function describeSelection({ filter, reasons }: FailureSelection): string {
  const values = { ...filter, channel: filter.channel && channelLabels[filter.channel] };
  const parts = (Object.keys(names) as (keyof typeof names)[]).flatMap((name) => (values[name] === undefined ? [] : [`${names[name]} “${values[name]}”`]));
  const narrowed = parts.length === 0 ? 'all that failed' : `all that failed with ${parts.join(', ')}`;
  if (reasons === undefined) return narrowed;
  return `${narrowed}, for ${reasons.length === 1 ? `the reason “${reasons[0]}”` : `${reasons.length} reasons`}`;
}
