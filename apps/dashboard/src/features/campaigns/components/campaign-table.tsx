import { outcomeGroups, progressOf, sumOf, type CampaignWithStats, type StatusCounts } from '@carillon/domain';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { campaignLooks } from '../campaign-looks.ts';
import { countLeftOut, describeProgress } from '../progress.ts';
import { ProgressBar } from './progress-bar.tsx';

export function CampaignTable({ campaigns }: { campaigns: readonly CampaignWithStats[] }) {
  const { listRef } = useRowKeys(campaigns.length);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Campaigns">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col">Progress</th>
            <th scope="col" className={table.number}>
              Recipients
            </th>
            <th scope="col" className={table.number}>
              Failed
            </th>
            <th scope="col">Template</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {campaigns.map(({ campaign, stats }, index) => (
            <tr key={campaign.id}>
              <td>
                <Link to={`/campaigns/${campaign.id}`} className={table.strongLink} data-row={index}>
                  {campaign.name}
                </Link>
                {campaign.reason !== null && <div className={table.quiet}>{campaign.reason}</div>}
              </td>
              <td>
                <ToneBadge look={campaignLooks[campaign.status]} />
              </td>
              <td className={table.nowrap}>
                {stats.total === 0 ? (
                  <StartTime startsAt={campaign.startsAt} />
                ) : (
                  <>
                    <ProgressBar stats={stats} small />
                    <span className={table.quiet}>{describeProgress(campaign.status, progressOf(stats))}</span>
                  </>
                )}
              </td>
              <td className={table.number} data-heading="Recipients">
                {progressOf(stats).total.toLocaleString('en')}
                {countLeftOut(stats) > 0 && <div className={table.quiet}>{countLeftOut(stats).toLocaleString('en')} left out</div>}
              </td>
              <td className={table.number} data-heading="Failed">
                <Failed counts={stats.counts} />
              </td>
              <td className={table.nowrap} data-heading="Template">{campaign.template}</td>
              <td className={table.nowrap} data-heading="Created">
                <Instant at={campaign.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Failed({ counts }: { counts: StatusCounts }) {
  const unknown = sumOf(counts, outcomeGroups.unknown);
  return (
    <>
      {sumOf(counts, outcomeGroups.failed).toLocaleString('en')}
      {unknown > 0 && <div className={table.quiet}>{unknown.toLocaleString('en')} unknown</div>}
    </>
  );
}

function StartTime({ startsAt }: { startsAt: string | null }) {
  return startsAt === null ? (
    <span className={table.quiet}>Not launched</span>
  ) : (
    <>
      Starts <Instant at={startsAt} />
    </>
  );
}
