import type { Campaign, CampaignLaunchFacts } from '@carillon/domain';
import { Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { Facts, given, type Fact } from '../../../components/ui/facts.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { channelLabels } from '../../../lib/channel-labels.ts';
import { useLaunchFacts } from '../api/get-launch-facts.ts';
import classes from './launch-facts.module.css';
import { WrittenMessage } from './written-message.tsx';

/** What a campaign was when it was launched, whatever became of its segment and template since. */
export function LaunchFacts({ campaign }: { campaign: Campaign }) {
  const query = useLaunchFacts(campaign.id, [campaign.status, campaign.audience.complete]);
  return (
    <QueryView query={query} label="what was launched" skeleton={<Skeleton height={220} radius={8} />}>
      {(launch) => (
        <Card title={campaign.startedAt === null ? 'What will be launched' : 'What was launched'}>
          <Facts facts={toFacts(campaign, launch)} wide />
          {launch.example !== null && (
            <details className={classes.example}>
              <summary>What {launch.example.name === '' ? launch.example.to : launch.example.name} reads</summary>
              <WrittenMessage channel={campaign.channel} written={launch.example} />
            </details>
          )}
        </Card>
      )}
    </QueryView>
  );
}

function toFacts(campaign: Campaign, { by, segmentName, subject }: CampaignLaunchFacts): Fact[] {
  const { segmentId, template, templateVersion, schedule, ratePerSecond, pauseAtBounceRate } = campaign;
  return [
    ['Segment', segmentId === null ? 'Every user' : <Link to={`/segments/${segmentId}`}>{segmentName ?? '(deleted segment)'}</Link>],
    ['Template', <><Link to={`/templates/${template}`}>{template}</Link>{templateVersion === null ? ', as it is then' : `, version ${templateVersion}`}</>],
    ...given('Subject', subject),
    ['Channel', `${channelLabels[campaign.channel]}${campaign.providers.length === 0 ? '' : ` by ${campaign.providers.join(', ')}`}`],
    ['Category', campaign.category],
    ['At most', ratePerSecond === null ? 'No limit' : `${ratePerSecond.toLocaleString('en')} per second`],
    ['Pauses', pauseAtBounceRate === null ? 'Never by itself' : `At ${(pauseAtBounceRate * 100).toLocaleString('en', { maximumFractionDigits: 2 })} % bounces`],
    ['Schedule', schedule === null ? 'None' : `${schedule.at.replace('T', ' ')}, ${schedule.timeZone}`],
    ['Launched by', by === null ? 'Not written down' : by.name],
    ['Created', <><Instant at={campaign.createdAt} /> by {campaign.createdBy.name}</>],
  ];
}
