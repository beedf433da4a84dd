import type { TemplateSummary } from '@carillon/domain';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { outlineSubject } from '../outline-subject.ts';
import classes from './template-table.module.css';

export function TemplateTable({ templates }: { templates: readonly TemplateSummary[] }) {
  const { listRef } = useRowKeys(templates.length);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`}>
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Subject</th>
            <th scope="col" className={table.number}>
              Version
            </th>
            <th scope="col">Last change</th>
          </tr>
        </thead>
        <tbody>
          {templates.map(({ name, description, subject, version, builtIn, updatedAt, updatedBy }, index) => (
            <tr key={name}>
              <td>
                <Link to={`/templates/${name}`} className={table.strongLink} data-row={index}>
                  {name}
                </Link>
                <div className={table.quiet}>{description}</div>
              </td>
              <td className={classes.subject}>{outlineSubject(subject)}</td>
              <td className={table.number} data-heading="Version">
                {version}
              </td>
              <td className={table.nowrap}>{builtIn || updatedAt === null ? <span className={table.quiet}>Built in</span> : <><Instant at={updatedAt} />{updatedBy !== null && ` by ${updatedBy}`}</>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
