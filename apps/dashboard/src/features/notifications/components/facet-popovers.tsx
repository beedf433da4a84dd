import type { NotificationFilter } from '@carillon/domain';
import type { ChangeFilter } from '../filter-state.ts';
import { MoreFilters } from './more-filters.tsx';
import { StatusFacet } from './status-facet.tsx';

/** The facets that open something: loaded beside the page, for the rows come first. */
export function FacetPopovers({ filter, onChange }: { filter: NotificationFilter; onChange: ChangeFilter }) {
  return (
    <>
      <StatusFacet chosen={filter.status ?? []} onChange={(status) => onChange({ status })} />
      <MoreFilters filter={filter} onChange={onChange} />
    </>
  );
}
