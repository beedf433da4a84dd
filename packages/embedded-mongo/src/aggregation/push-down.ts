import { toNumber } from '../bson/arithmetic.ts';
import { isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import type { Stage } from './pipeline.ts';

/** The stages at the front that a find answers, with indexes. */
export interface PushedDown {
  readonly filter: Document;
  readonly sort: Document | undefined;
  readonly skip: number;
  readonly limit: number;
  readonly rest: readonly Stage[];
}

/** A count of documents; undefined for what is none. */
export const wholeNumber = (value: Value): number | undefined => {
  const number = isNumeric(value) ? toNumber(value) : NaN;
  return Number.isInteger(number) && number >= 0 ? number : undefined;
};

/** Takes $match, $sort, $skip and $limit off the front, as far as their order allows. */
export function pushDown(stages: readonly Stage[]): PushedDown {
  const filters: Document[] = [];
  let sort: Document | undefined;
  let skip = 0;
  let limit = 0;
  let at = 0;
  for (; at < stages.length; at += 1) {
    const { name, specification } = stages[at] ?? { name: '', specification: null };
    const count = wholeNumber(specification);
    if (name === '$match' && isDocument(specification) && !sort && skip === 0 && limit === 0) filters.push(specification);
    else if (name === '$sort' && isDocument(specification) && Object.keys(specification).length > 0 && !sort && skip === 0 && limit === 0) sort = specification;
    else if (name === '$skip' && count !== undefined && limit === 0) skip += count;
    else if (name === '$limit' && count !== undefined && count > 0) limit = limit === 0 ? count : Math.min(limit, count);
    else break;
  }
  const [only] = filters;
  return { filter: filters.length > 1 ? { $and: filters } : only ?? {}, sort, skip, limit, rest: stages.slice(at) };
}
