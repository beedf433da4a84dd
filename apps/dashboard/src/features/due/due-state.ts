import { RuleName, type DueEntry } from '@carillon/domain';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';

const parsers = {
  rule: parseAsStringLiteral(RuleName.options).withDefault('payment.send-reminder'),
  show: parseAsStringLiteral(['all', 'due', 'excluded'] as const).withDefault('all'),
};
export type Show = 'all' | DueEntry['verdict'];

/** Which rule is looked at, and which of its entries: in the address. */
export function useDueState() {
  const [state, setState] = useQueryStates(parsers, { history: 'push' });
  return { ...state, change: (part: { rule?: RuleName; show?: Show }) => void setState(part) };
}
