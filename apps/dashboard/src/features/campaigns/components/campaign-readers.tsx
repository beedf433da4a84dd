import type { CampaignTracking } from '@carillon/domain';
import { Skeleton } from '@mantine/core';
import { Card } from '../../../components/ui/card.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import table from '../../../components/ui/table.module.css';
import { useCampaignTracking } from '../api/get-tracking.ts';
import classes from './campaign-progress.module.css';

/** Who read a campaign that tracks, and where they went. */
export function CampaignReaders({ id }: { id: string }) {
  const query = useCampaignTracking(id);
  return (
    <Card title="Readers">
      <QueryView query={query} label="its readers" skeleton={<Skeleton height={92} radius={6} />}>
        {(tracking) => <Numbers {...tracking} />}
      </QueryView>
    </Card>
  );
}

function Numbers({ opened, clicked, links, moreLinks }: CampaignTracking) {
  const figures: [string, number][] = [
    ['Opened by people', opened.byPeople],
    ['Opened by machines alone', opened.messages - opened.byPeople],
    ['Followed a link', clicked.byPeople],
    ['Followed by machines alone', clicked.messages - clicked.byPeople],
  ];
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(([name, count]) => (
          <div key={name} className={classes.figure}>
            <dt>{name}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {links.length > 0 && (
        <div className={table.scroller} tabIndex={0} role="region" aria-label="Links">
          <table className={`${table.table} ${table.stacking}`}>
            <thead>
              <tr>
                <th scope="col">Link</th>
                <th scope="col" className={table.number}>
                  By people
                </th>
                <th scope="col" className={table.number}>
                  By machines alone
                </th>
              </tr>
            </thead>
            <tbody>
              {links.map(({ link, target, messages, byPeople }) => (
                <tr key={link}>
                  <td>{target}</td>
                  <td className={table.number} data-heading="By people">{byPeople.toLocaleString('en')}</td>
                  <td className={table.number} data-heading="By machines alone">{(messages - byPeople).toLocaleString('en')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {moreLinks && <p className={classes.note}>The {links.length} links that were followed from most messages; others were followed, too.</p>}
      <p className={classes.note}>Messages, each counted once. Who reads without pictures is missing here; mail programs that fetch them by themselves count as machines where they show it.</p>
    </>
  );
}
