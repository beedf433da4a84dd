import { AuditFilter } from '@carillon/domain';
import { debounce, parseAsString, useQueryStates } from 'nuqs';

const parsers = { by: parseAsString, action: parseAsString, subject: parseAsString, from: parseAsString, to: parseAsString };

/** Only the parts that the API would take. */
export function readAuditFilter(state: Readonly<Record<keyof AuditFilter, string | null>>): AuditFilter {
  const parts = AuditFilter.keyof().options.filter((name) => state[name] !== null && state[name] !== '' && AuditFilter.shape[name].safeParse(state[name]).success);
  return AuditFilter.parse(Object.fromEntries(parts.map((name) => [name, state[name]])));
}

/** Which entries of the audit are shown: it lives in the address, so that it survives reload, Back, and being sent to a colleague. */
export function useAuditFilter() {
  const [state, setState] = useQueryStates(parsers, { limitUrlUpdates: debounce(200) });
  return {
    filter: readAuditFilter(state),
    change: (part: AuditFilter) => void setState(Object.fromEntries(Object.entries(part).map(([name, value]) => [name, value === undefined || value === '' ? null : value]))),
    clear: () => void setState(null),
  };
}
