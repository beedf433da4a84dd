import type { NotificationFilter, NotificationStatus } from '@carillon/domain';
import { channelLabels } from '../../lib/channel-labels.ts';
import type { FilterName } from './filter-state.ts';

const labels: Record<FilterName, string> = {
  status: 'State', channel: 'Channel', category: 'Category', rule: 'Rule', template: 'Template', tag: 'Tag', recipient: 'To', userId: 'User', paymentId: 'Payment', failure: 'Reason', from: 'Since', to: 'Before', search: 'Search',
};

interface Wording {
  status: (status: NotificationStatus) => string;
  instant: (instant: string) => string;
}

/** A filter in words, part by part: "State: Failed or Unknown". */
export function describeFilter(filter: NotificationFilter, wording: Wording): { name: FilterName; text: string }[] {
  const values: Partial<Record<FilterName, string | undefined>> = {
    ...filter,
    status: filter.status?.map(wording.status).join(' or '),
    channel: filter.channel && channelLabels[filter.channel],
    from: filter.from && wording.instant(filter.from),
    to: filter.to && wording.instant(filter.to),
  };
  const names: FilterName[] = ['search', 'status', 'recipient', 'userId', 'paymentId', 'failure', 'channel', 'category', 'template', 'rule', 'tag', 'from', 'to'];
  return names.flatMap((name) => (values[name] === undefined ? [] : [{ name, text: `${labels[name]}: ${values[name]}` }]));
}
