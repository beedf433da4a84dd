import { ImportDelimiter } from '@carillon/domain';

/** What stands between the headings of a first line: whatever is there most often outside of quotes, a comma when nothing is. */
export function detectDelimiter(firstLine: string): ImportDelimiter {
  const bare = firstLine.replaceAll(/"[^"]*("|$)/g, '');
  const counts = ImportDelimiter.options.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}
