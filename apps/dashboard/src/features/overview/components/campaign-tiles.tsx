import { outcomeGroups, sumOf, type CampaignOverview } from '@carillon/domain';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { describeFailed } from '../describe-failed.ts';
import { Tile, TileRow } from './tile.tsx';

/** What became of the messages of campaigns. They have logs of their own, so that they are in no number of the notifications. */
export function CampaignTiles({ overview: { campaigns, running, paused, totals, handedLastMinute, failing } }: { overview: CampaignOverview }) {
  const failed = sumOf(totals, outcomeGroups.failed);
  const unknown = sumOf(totals, outcomeGroups.unknown);
  const waiting = sumOf(totals, outcomeGroups.waiting);
  return (
    <TileRow title="Campaign messages" note={`of ${campaigns === 1 ? 'the campaign' : `the ${campaigns.toLocaleString('en')} campaigns`} that began in this range or ${campaigns === 1 ? 'is' : 'are'} under way`} below={failing.length === 0 ? undefined : <Failing campaigns={failing} />}>
      <Tile name="campaign-sent" label="Sent" value={sumOf(totals, outcomeGroups.sent)} note={`${handedLastMinute.toLocaleString('en')} handed over in the last minute`} />
      <Tile name="campaign-failed" label="Failed" value={failed} note={describeFailed(totals)} tone={failed > 0 ? 'bad' : undefined} />
      <Tile name="campaign-unknown" label="Unknown" value={unknown} note={unknown === 0 ? 'Every outcome is known' : 'Waiting for your decision'} tone={unknown > 0 ? 'doubt' : undefined} />
      <Tile name="campaign-pending" label="Pending" value={waiting} note={waiting === 0 ? 'Nothing is waiting' : 'Not handed over, or being tried again'} />
      <Tile name="campaigns-running" label="Running" value={running} note={paused === 0 ? 'No campaign is paused' : `${paused.toLocaleString('en')} more ${paused === 1 ? 'is' : 'are'} paused`} to="/campaigns" />
    </TileRow>
  );
}

/** Where the failures are: they are in no list of notifications. */
function Failing({ campaigns }: { campaigns: CampaignOverview['failing'] }) {
  return (
    <>
      Most failed in{' '}
      {campaigns.map(({ id, name, failed }, index) => (
        <Fragment key={id}>
          {index > 0 && ', '}
          <Link to={`/campaigns/${id}`}>{name}</Link> ({failed.toLocaleString('en')})
        </Fragment>
      ))}
    </>
  );
}
