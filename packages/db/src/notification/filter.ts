import { failureStatuses, NotificationId, noReason, paymentRules, type NotificationFilter } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { searchPatternsOf } from '../beginning-with.ts';
import { oneOf } from '../one-of.ts';
import type { NotificationDocument } from './model.ts';

/** The MongoDB filter for what the log's filters say. Each condition has an index that ends in the list's order. */
export function toQueryFilter(filter: NotificationFilter): QueryFilter<NotificationDocument> {
  const conditions: QueryFilter<NotificationDocument>[] = [];
  if (filter.status !== undefined) conditions.push({ status: oneOf(filter.status) });
  if (filter.channel !== undefined) conditions.push({ channel: filter.channel });
  if (filter.rule !== undefined) conditions.push({ rule: filter.rule });
  if (filter.category !== undefined) conditions.push({ category: filter.category });
  if (filter.template !== undefined) conditions.push({ 'template.name': filter.template });
  if (filter.tag !== undefined) conditions.push({ tags: filter.tag });
  if (filter.recipient !== undefined) conditions.push({ to: filter.recipient.toLowerCase() });
  if (filter.userId !== undefined) conditions.push({ userId: filter.userId });
  // The id of a payment may be that of a user, too.
  if (filter.paymentId !== undefined) conditions.push({ 'occurrence.subjectId': filter.paymentId, rule: { $in: [...paymentRules] } });
  if (filter.failure !== undefined) conditions.push({ status: { $in: failureStatuses }, reason: filter.failure === noReason ? null : filter.failure });
  if (filter.from !== undefined) conditions.push({ createdAt: { $gte: new Date(filter.from) } });
  if (filter.to !== undefined) conditions.push({ createdAt: { $lt: new Date(filter.to) } });
  if (filter.search !== undefined) conditions.push(...searchConditions(filter.search));
  return conditions.length === 0 ? {} : { $and: conditions };
}

/** Whether the list's own index is the only one with anything to say: then nobody has to weigh it against others. */
export function isInOrderOfTime({ from: _from, to: _to, channel: _channel, ...others }: NotificationFilter): boolean {
  return Object.values(others).every((condition) => condition === undefined);
}

function searchConditions(search: string): QueryFilter<NotificationDocument>[] {
  const id = NotificationId.safeParse(search.trim());
  if (id.success) return [{ _id: id.data }];
  const patterns = searchPatternsOf(search);
  return patterns.length === 0 ? [{ _id: '' }] : patterns.map((pattern) => ({ terms: pattern }));
}
