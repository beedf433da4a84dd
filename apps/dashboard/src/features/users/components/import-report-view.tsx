import { MAX_IMPORT_PROBLEMS, type ImportReport } from '@carillon/domain';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import table from '../../../components/ui/table.module.css';
import { saveCsv } from '../../../lib/save-csv.ts';
import { describeFormat, refusedFileName } from '../import-words.ts';
import classes from './import-users-dialog.module.css';

/** How many lines were taken over, and what is wrong with those that were not. */
export function ImportReportView({ report, fileName }: { report: ImportReport; fileName: string }) {
  const { rejected, problems, refused, format } = report;
  return (
    <>
      <div role="status">
        <dl className={classes.counts}>
          {counts.map(({ field, label }) => (
            <div key={field}>
              <dt>{label}</dt>
              <dd data-testid={field}>{report[field].toLocaleString('en')}</dd>
            </div>
          ))}
        </dl>
        {report.duplicates > 0 && <p className={classes.hint}>Lines about somebody who was in an earlier line are duplicates: each was merged with that one.</p>}
        {format !== null && <p className={classes.hint}>{describeFormat(format)}</p>}
      </div>
      {problems.length > 0 && (
        <div className={`${table.framed} ${classes.problems}`} tabIndex={0} role="region" aria-label="Refused lines">
          <table className={`${table.table} ${table.stacking}`}>
            <thead>
              <tr>
                <th scope="col" className={table.number}>
                  Line
                </th>
                <th scope="col">Column</th>
                <th scope="col">Reason</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ line, column, reason }, index) => (
                <tr key={`${line}-${index}`}>
                  <td className={table.number} data-heading="Line">{line}</td>
                  <td>{column === null ? <span className={table.quiet}>the whole line</span> : <code>{column}</code>}</td>
                  <td className={table.break}>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rejected > problems.length && <p className={classes.hint}>The first {MAX_IMPORT_PROBLEMS.toLocaleString('en')} problems are shown. Mend them and send the file again: what was added stays as it is.</p>}
      {refused !== null && (
        <div className={classes.refused}>
          <Button size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => saveCsv(refusedFileName(fileName), refused.csv)}>
            Download {refused.lines === 1 ? 'the refused line' : `${refused.lines === rejected ? 'the' : 'the first'} ${refused.lines.toLocaleString('en')} refused lines`}
          </Button>
          <p className={classes.hint}>As they were, with the reason in front of each. Mend them and import that file: the column of reasons can stay.</p>
        </div>
      )}
    </>
  );
}

const counts = [
  { field: 'imported', label: 'Added' },
  { field: 'updated', label: 'Changed' },
  { field: 'existing', label: 'As before' },
  { field: 'duplicates', label: 'Duplicates' },
  { field: 'rejected', label: 'Refused' },
] as const;
