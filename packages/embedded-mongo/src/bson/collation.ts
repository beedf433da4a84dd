import { badValue, CommandError } from '../errors.ts';
import { compareBytewise, type CompareStrings } from './compare-values.ts';
import { isDocument, type Document, type Value } from './values.ts';

/**
 * Language-aware string comparison. Two strings are equal exactly when their folds are equal, so that an index,
 * which keeps folds, and a scan can never disagree; the order of unequal strings is the locale's.
 */
export interface Collation {
  readonly spec: Document;
  readonly compare: CompareStrings;
  readonly fold: (text: string) => string;
}

const marks = /\p{M}+/gu;
const foldCase = (text: string): string => text.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
const foldMarks = (text: string): string => foldCase(text).replace(marks, '').normalize('NFKD');
const foldNothing = (text: string): string => text.normalize('NFC');

function foldFor(strength: number, caseLevel: boolean): (text: string) => string {
  if (strength >= 3) return foldNothing;
  if (caseLevel) return strength === 1 ? (text) => text.normalize('NFKD').replace(marks, '') : foldNothing;
  return strength === 1 ? foldMarks : foldCase;
}

const sensitivities = { 1: 'base', 2: 'accent', 3: 'variant' } as const;

const known = new Set(['locale', 'strength', 'caseLevel', 'caseFirst', 'numericOrdering', 'alternate', 'maxVariable', 'normalization', 'backwards', 'version']);

function readStrength(value: Value | undefined): 1 | 2 | 3 {
  if (value === undefined || value === 3) return 3;
  if (value === 1 || value === 2) return value;
  throw badValue(`collation strength ${String(value)} is not supported: use 1, 2 or 3`);
}

/** The collation a command or index asks for; undefined means the simple byte comparison. */
export function parseCollation(value: Value | undefined): Collation | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isDocument(value)) throw new CommandError(14, "BSON field 'collation' is the wrong type, expected type 'object'");
  if (Object.keys(value).length === 0) return undefined;
  for (const name of Object.keys(value)) if (!known.has(name)) throw new CommandError(40415, `BSON field 'collation.${name}' is an unknown field.`);
  const locale = value['locale'];
  if (typeof locale !== 'string') throw new CommandError(40414, "BSON field 'collation.locale' is missing but a required field");
  if (locale === 'simple') return undefined;
  if (value['alternate'] === 'shifted' || value['backwards'] === true) throw badValue('collation options alternate: shifted and backwards are not supported');
  const strength = readStrength(value['strength']);
  const caseLevel = value['caseLevel'] === true;
  const tag = locale.replaceAll('_', '-').replace(/@.*/, '');
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag) || Intl.Collator.supportedLocalesOf(tag).length === 0) {
    throw badValue(`Field 'locale' is invalid in: { locale: "${locale}" }`);
  }
  const collator = new Intl.Collator(tag, {
    sensitivity: caseLevel && strength === 1 ? 'case' : sensitivities[strength],
    numeric: value['numericOrdering'] === true,
    ...(value['caseFirst'] === 'upper' || value['caseFirst'] === 'lower' ? { caseFirst: value['caseFirst'] } : {}),
  });
  const fold = foldFor(strength, caseLevel);
  const compare: CompareStrings = (left, right) => {
    if (left === right) return 0;
    const foldedLeft = fold(left);
    const foldedRight = fold(right);
    if (foldedLeft === foldedRight) return 0;
    return collator.compare(left, right) || compareBytewise(foldedLeft, foldedRight);
  };
  return { spec: completeSpec(locale, strength, value), compare, fold };
}

function completeSpec(locale: string, strength: number, given: Document): Document {
  return {
    locale, caseLevel: given['caseLevel'] ?? false, caseFirst: given['caseFirst'] ?? 'off', strength,
    numericOrdering: given['numericOrdering'] ?? false, alternate: given['alternate'] ?? 'non-ignorable',
    maxVariable: given['maxVariable'] ?? 'punct', normalization: given['normalization'] ?? false, backwards: false, version: '57.1',
  };
}

export function sameCollation(left: Collation | undefined, right: Collation | undefined): boolean {
  return JSON.stringify(left?.spec) === JSON.stringify(right?.spec);
}
