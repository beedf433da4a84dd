import { NotificationFilter, NotificationStatus } from '@carillon/domain';
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates, type inferParserType } from 'nuqs';

const parsers = {
  status: parseAsArrayOf(parseAsStringLiteral(NotificationStatus.options)),
  channel: parseAsString,
  category: parseAsString,
  rule: parseAsString,
  template: parseAsString,
  tag: parseAsString,
  recipient: parseAsString,
  userId: parseAsString,
  paymentId: parseAsString,
  failure: parseAsString,
  from: parseAsString,
  to: parseAsString,
  search: parseAsString,
};
type FilterState = inferParserType<typeof parsers>;
export type FilterName = keyof FilterState;

/** Sets parts of the filter; `undefined` removes one. */
export type ChangeFilter = (part: Partial<{ [Name in FilterName]: NotificationFilter[Name] | undefined }>) => void;

/** Reads a filter out of the address; a part that the API would refuse is left out instead of breaking the page. */
function readFilter(state: FilterState): NotificationFilter {
  const shape = NotificationFilter.shape;
  const entries = Object.entries(state).filter(([name, value]) => {
    const schema = name in shape ? shape[name as FilterName] : undefined;
    return value !== null && schema !== undefined && schema.safeParse(value).success;
  });
  return NotificationFilter.parse(Object.fromEntries(entries));
}

/** The log's filter: it lives in the address, so that it survives reload, Back, and being sent to a colleague. */
export function useNotificationFilter() {
  const [state, setState] = useQueryStates(parsers, { history: 'push' });
  const change: ChangeFilter = (part) => void setState(Object.fromEntries(Object.entries(part).map(([name, value]) => [name, value ?? null])));
  return {
    filter: readFilter(state),
    change,
    clear: () => void setState(null),
  };
}
