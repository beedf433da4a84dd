import { RuleName, ScheduleName } from '@carillon/domain';
import { Button, Skeleton } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { Card } from '../../components/ui/card.tsx';
import classes from '../../components/ui/columns.module.css';
import { Instant } from '../../components/ui/instant.tsx';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { useSchedule } from '../../features/schedules/api/get-schedule.ts';
import { NextRuns } from '../../features/schedules/components/next-runs.tsx';
import { RunHistory } from '../../features/schedules/components/run-history.tsx';
import { RunNowButton } from '../../features/schedules/components/run-now-button.tsx';
import { ScheduleForm } from '../../features/schedules/components/schedule-form.tsx';
import { ScheduleSwitch } from '../../features/schedules/components/schedule-switch.tsx';
import { scheduleLabels } from '../../lib/schedule-labels.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

export function SchedulePage() {
  const rule = ScheduleName.safeParse(useParams()['rule']);
  return rule.success ? <KnownSchedule key={rule.data} rule={rule.data} /> : <NotFound what="Schedule" title="There is no such schedule" to="/schedules" link="See all schedules" />;
}

function KnownSchedule({ rule }: { rule: ScheduleName }) {
  const query = useSchedule(rule);
  const mayWrite = usePermission('schedules:write');
  const schedule = query.data;
  return (
    <>
      <PageHeader
        title={scheduleLabels[rule]}
        aside={schedule && <ScheduleSwitch schedule={schedule} />}
        description={schedule && `${schedule.cronInWords} (${schedule.timeZone}). ${schedule.description}.`}
        actions={
          <>
            {RuleName.safeParse(rule).success && (
              <Button component={Link} to={`/due?rule=${rule}`} size="xs" variant="default">
                Who is due
              </Button>
            )}
            {mayWrite && schedule && <RunNowButton schedule={schedule} />}
          </>
        }
      />
      <div className={classes.columns}>
        <RunHistory rule={rule} />
        <QueryView query={query} label="the schedule" skeleton={<Skeleton height={520} radius={8} />}>
          {(loaded) => (
            <div className={classes.column}>
              <Card title="Next runs">
                <NextRuns schedule={loaded} />
              </Card>
              {mayWrite && <ScheduleForm schedule={loaded} />}
              {loaded.changedAt !== null && (
                <span>
                  Changed <Instant at={loaded.changedAt} /> by {loaded.changedBy}
                </span>
              )}
            </div>
          )}
        </QueryView>
      </div>
    </>
  );
}
