import { MAX_IMPORT_PROBLEMS, type ImportReport } from '@carillon/domain';
import table from '../../../components/ui/table.module.css';
import classes from './import-users-dialog.module.css';

/** How many lines were taken over, and what is wrong with those that were not. */
export function ImportReportView({ report: { imported, updated, existing, rejected, problems } }: { report: ImportReport }) {
  return (
    <>
      <div role="status">
        <dl className={classes.counts}>
          <div>
            <dt>Added</dt>
            <dd data-testid="imported">{imported.toLocaleString('en')}</dd>
          </div>
          <div>
            <dt>Changed</dt>
            <dd data-testid="updated">{updated.toLocaleString('en')}</dd>
          </div>
          <div>
            <dt>As before</dt>
            <dd data-testid="existing">{existing.toLocaleString('en')}</dd>
          </div>
          <div>
            <dt>Refused</dt>
            <dd data-testid="rejected">{rejected.toLocaleString('en')}</dd>
          </div>
        </dl>
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
    </>
  );
}
